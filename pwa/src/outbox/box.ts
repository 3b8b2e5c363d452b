/** The outbox as it lies on the phone: reading it, and putting one letter back changed. */
import { readLetter, type Read } from './shape'

import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'

export type Unreadable = Extract<Read, { kind: 'unreadable' }>

export interface Box {
  letters: Letter[] // in the order they were sealed
  unreadable: Unreadable[]
}

export async function readBox(phone: Phone): Promise<Box> {
  const box: Box = { letters: [], unreadable: [] }
  for (const raw of await phone.run((db) => db.getAll('outbox'))) {
    const read = readLetter(raw)
    if (read.kind === 'letter') box.letters.push(read.letter)
    else box.unreadable.push(read)
  }
  box.letters.sort((a, b) => a.order - b.order)
  return box
}

export async function letterOf(phone: Phone, id: string): Promise<Letter | undefined> {
  const raw = await phone.run((db) => db.get('outbox', id))
  const read = raw === undefined ? undefined : readLetter(raw)
  return read?.kind === 'letter' ? read.letter : undefined
}

/** Write a letter's new state, unless it has gone meanwhile: what was acknowledged never comes back. */
export async function rewrite(phone: Phone, letter: Letter): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction('outbox', 'readwrite', { durability: 'strict' })
    if (await tx.store.getKey(letter.id)) await tx.store.put(letter)
    await tx.done
  })
}

/** The server has answered for it, or the person throws it away: letter and photos leave in one transaction. */
export async function forget(phone: Phone, letter: Pick<Letter, 'id' | 'photoIds'>): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'photos'], 'readwrite', { durability: 'strict' })
    await Promise.all([
      tx.objectStore('outbox').delete(letter.id),
      ...letter.photoIds.map((id) => tx.objectStore('photos').delete(id)),
      tx.done,
    ])
  })
}
