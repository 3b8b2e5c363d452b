/**
 * What a person's phone keeps of hand-overs, in a database of its own: of those sent, the secret that asks for the
 * receipt (never a word of the content); of the custodian, the wrapped keys. Signing out leaves it, like all own work.
 */
import type { DBSchema } from 'idb'

import type { KeyFile } from './keys'

import { Database } from '@/db/phone'

export interface SentRow {
  id: string // of the hand-over
  secret: string // hex of 32 bytes; the server knows its SHA-256 only
  day: string // civil day of sealing, 2026-11-24
  number: string // given at 签收; '' before
  state: '' | 'WAITING' | 'ACKNOWLEDGED' // as the server last said; '' until it has been asked
}

interface CluesSchema extends DBSchema {
  sent: { key: string; value: SentRow }
  keys: { key: string; value: KeyFile }
}

const open = new Map<string, Database<CluesSchema>>() // module state: one connection per person and page

function storeOf(personId: string): Database<CluesSchema> {
  const known = open.get(personId)
  if (known) return known
  const made = new Database<CluesSchema>(`clues-${personId}`, 1, (db) => {
    db.createObjectStore('sent', { keyPath: 'id' })
    db.createObjectStore('keys', { keyPath: 'keyId' })
  })
  open.set(personId, made)
  return made
}

/** Newest first. */
export async function sentOf(personId: string): Promise<SentRow[]> {
  const rows = await storeOf(personId).run((db) => db.getAll('sent'))
  return rows.sort((a, b) => b.day.localeCompare(a.day) || a.id.localeCompare(b.id))
}

/** Raises: SpaceFull. */
export async function keepSent(personId: string, row: SentRow): Promise<void> {
  await storeOf(personId).run(async (db) => {
    const tx = db.transaction('sent', 'readwrite', { durability: 'strict' })
    await Promise.all([tx.store.put(row), tx.done])
  })
}

export async function forgetSent(personId: string, id: string): Promise<void> {
  await storeOf(personId).run((db) => db.delete('sent', id))
}

/** Newest first. */
export async function keysOf(personId: string): Promise<KeyFile[]> {
  const rows = await storeOf(personId).run((db) => db.getAll('keys'))
  return rows.sort((a, b) => b.madeAt.localeCompare(a.madeAt))
}

/** Raises: SpaceFull. */
export async function keepKey(personId: string, file: KeyFile): Promise<void> {
  await storeOf(personId).run(async (db) => {
    const tx = db.transaction('keys', 'readwrite', { durability: 'strict' })
    await Promise.all([tx.store.put(file), tx.done])
  })
}
