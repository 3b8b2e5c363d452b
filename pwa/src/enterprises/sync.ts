/**
 * Keeps the phone's copy of the directory and of the own enterprises fresh. The directory comes as a whole once and
 * as changes from then on; it is the same for every field role. The own enterprises are a liaison officer's.
 */
import type { Card, DirectoryRow } from './rows'

import { copyKey, kept } from '@/api/ask'
import { call } from '@/api/call'
import type { Reply } from '@/api/reply'
import { applyDirectory, keepCopy, readDirectory } from '@/db/copies'
import type { Phone } from '@/db/open'

export interface Directory {
  rows: readonly DirectoryRow[]
  stamp: string | null // null: nothing is here yet
  at: Date | null // when the server last answered for it
}

export interface Own {
  cards: Card[]
  at: Date
}

type Missed = Exclude<Reply<never>, { kind: 'answer' }>

/** What the phone holds. Rows were written by `refreshed`, so they are rows of the contract. */
export async function directoryHere(phone: Phone): Promise<Directory> {
  const { rows, stamp, at } = await readDirectory(phone)
  return { rows: rows as unknown as DirectoryRow[], stamp, at }
}

/** Ask for what changed and keep it; `before` as it stands in memory, so that nothing is read twice. */
export async function refreshed(phone: Phone, before: Directory, now: () => Date): Promise<Directory | Missed> {
  const reply = await call('Directory', { since: before.stamp })
  if (reply.kind !== 'answer') return reply
  const { stamp, whole, rows, gone } = reply.value
  const at = now()
  await applyDirectory(phone, { stamp, whole, rows, gone }, at)
  return { stamp, at, rows: whole ? rows : merged(before.rows, rows, gone) }
}

/** Changed rows in place of the old ones, new ones behind, gone ones out; the same list when nothing changed. */
export function merged(
  before: readonly DirectoryRow[],
  changed: readonly DirectoryRow[],
  gone: readonly string[],
): readonly DirectoryRow[] {
  if (changed.length === 0 && gone.length === 0) return before
  const byId = new Map(before.map((row) => [row.id, row]))
  for (const row of changed) byId.set(row.id, row)
  for (const id of gone) byId.delete(id)
  return [...byId.values()]
}

/** The own enterprises as last kept, without the network. */
export async function ownHere(phone: Phone): Promise<Own | null> {
  const copy = await kept('PairedEnterprises', {}, phone)
  return copy && { cards: copy.value.items, at: copy.at }
}

/** Ask for the own enterprises and keep the answer where `ask` finds it too. */
export async function ownRefreshed(phone: Phone, now: () => Date): Promise<Own | Missed> {
  const reply = await call('PairedEnterprises')
  if (reply.kind !== 'answer') return reply
  const at = now()
  await keepCopy(phone, { key: copyKey('PairedEnterprises', {}), value: reply.value, fetchedAt: at.toISOString() })
  return { cards: reply.value.items, at }
}
