/**
 * Stuck letters as a file, to be sent from another phone of the same person. Sending from both is harmless: the server
 * knows them by their ids. Bytes of photos are checked by the server against the hash that travels with them.
 */
import { readLetter } from './shape'
import { tellTabs } from './tabs'

import type { Phone } from '@/db/open'
import type { PhotoRow } from '@/db/schema'

const FORMAT = 'baoliantong-letters'

interface LettersFile {
  format: typeof FORMAT
  v: 1
  personId: string
  exportedAt: string
  letters: unknown[] // as they lie on the phone, unreadable ones too
  photos: (Omit<PhotoRow, 'bytes'> & { base64: string })[]
}

/** `ids`: only these letters; default all. The file holds content and names: the person keeps it safe. */
export async function exportLetters(phone: Phone, personId: string, now: Date, ids?: readonly string[]): Promise<File> {
  const { letters, photos } = await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'photos'])
    const all = await tx.objectStore('outbox').getAll()
    const chosen = all.filter(({ id }) => !ids || ids.includes(id))
    const named = new Set(chosen.flatMap(({ photoIds }) => (Array.isArray(photoIds) ? photoIds : [])))
    const rows = await Promise.all([...named].map((id) => tx.objectStore('photos').get(id)))
    return { letters: chosen, photos: rows.filter((row) => row !== undefined) }
  })
  const file: LettersFile = {
    format: FORMAT,
    v: 1,
    personId,
    exportedAt: now.toISOString(),
    letters,
    photos: photos.map(({ bytes, ...row }) => ({ ...row, base64: toBase64(bytes) })),
  }
  const name = `letters-${file.exportedAt.slice(0, 16).replace(/[:T]/g, '-')}.json`
  return new File([JSON.stringify(file)], name, { type: 'application/json' })
}

export type Imported =
  | { kind: 'taken'; taken: number; alreadyHere: number; unreadable: number }
  | { kind: 'not-letters' } // another file, or cut
  | { kind: 'another-person' } // letters are sent by who wrote them

/** Raises: SpaceFull; nothing has changed then. */
export async function importLetters(phone: Phone, personId: string, text: string): Promise<Imported> {
  const file = fileIn(text)
  if (!file) return { kind: 'not-letters' }
  if (file.personId !== personId) return { kind: 'another-person' }
  const result = await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'photos'], 'readwrite', { durability: 'strict' })
    const [outbox, photos] = [tx.objectStore('outbox'), tx.objectStore('photos')]
    const [here, known] = await Promise.all([outbox.getAll(), photos.getAllKeys()])
    let order = here.reduce((most, one) => Math.max(most, one.order || 0), 0)
    const count = { taken: 0, alreadyHere: 0, unreadable: 0 }
    const writes: Promise<unknown>[] = []
    for (const raw of file.letters) {
      const read = readLetter(raw)
      if (read.kind === 'unreadable' || read.letter.personId !== personId) count.unreadable += 1
      else if (here.some(({ id }) => id === read.letter.id)) count.alreadyHere += 1
      else {
        order += 1
        count.taken += 1
        writes.push(outbox.put({ ...read.letter, order }))
      }
    }
    for (const { base64, ...row } of file.photos)
      if (!known.includes(row.id)) writes.push(photos.put({ ...row, bytes: fromBase64(base64), stored: false }))
    await Promise.all([...writes, tx.done])
    return count
  })
  tellTabs({ kind: 'changed' })
  return { kind: 'taken', ...result }
}

function fileIn(text: string): LettersFile | null {
  try {
    const file = JSON.parse(text) as Partial<LettersFile> | null
    const whole = file?.format === FORMAT && Array.isArray(file.letters) && Array.isArray(file.photos)
    return whole ? (file as LettersFile) : null
  } catch {
    return null // told to the person as 'not-letters'
  }
}

const CHUNK = 0x8000 // more arguments than this break some engines

function toBase64(bytes: ArrayBuffer): string {
  const all = new Uint8Array(bytes)
  let text = ''
  for (let at = 0; at < all.length; at += CHUNK) text += String.fromCharCode(...all.subarray(at, at + CHUNK))
  return btoa(text)
}

function fromBase64(text: string): ArrayBuffer {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)).buffer
}
