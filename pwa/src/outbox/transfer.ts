/**
 * Stuck letters as a file, to be sent from another phone of the same person. Sending from both is harmless: the server
 * knows them by their ids, and checks the bytes of photos against the hash that travels with them.
 */
import { onAnotherPhone } from './letter'
import { NEWER, readLetter } from './shape'
import { tellTabs } from './tabs'

import { sha256Of } from '@/camera/hash'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import type { PhotoRow } from '@/db/schema'

const FORMAT = 'baoliantong-letters'

interface LettersFile {
  format: typeof FORMAT
  v: number // 1
  personId: string
  exportedAt: string
  letters: unknown[] // as they lie on the phone; an unreadable one alone, for whoever helps
  photos: (Omit<PhotoRow, 'bytes'> & { base64: string })[]
}

/** `ids`: only these letters; default all that can be read: others would keep the file from being imported. The file holds content and names: the person keeps it safe. */
export async function exportLetters(phone: Phone, personId: string, now: Date, ids?: readonly string[]): Promise<File> {
  const { letters, photos } = await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'photos'])
    const all = await tx.objectStore('outbox').getAll()
    const chosen = all.filter((one) => (ids ? ids.includes(one.id) : readLetter(one).kind === 'letter'))
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
  | { kind: 'taken'; taken: number; alreadyHere: number }
  | Unfit

/** Why nothing was taken in. */
export type Unfit =
  | { kind: 'not-letters' } // another file, or cut
  | { kind: 'newer' } // written by an app that this one does not know yet
  | { kind: 'another-person' } // letters are sent by who wrote them
  | { kind: 'bad-letter'; at: number } // the first that cannot be read, from 1
  | { kind: 'bad-photo' } // or voice note: its bytes are others than when it was taken

/**
 * All letters of the file with their photos, or nothing: everything is read and compared with its hash before anything
 * is written. The same file again changes nothing. Raises: SpaceFull; nothing has changed then.
 */
export async function importLetters(phone: Phone, personId: string, text: string): Promise<Imported> {
  const read = await readFile(personId, text)
  if (read.kind !== 'whole') return read
  const fresh = await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'photos'], 'readwrite', { durability: 'strict' })
    const [outbox, photos] = [tx.objectStore('outbox'), tx.objectStore('photos')]
    const [here, known] = await Promise.all([outbox.getAll(), photos.getAllKeys()])
    const order = here.reduce((most, one) => Math.max(most, one.order || 0), 0)
    const taken = read.letters.filter(({ id }) => here.every((one) => one.id !== id))
    const named = new Set(taken.flatMap(({ photoIds }) => photoIds))
    await Promise.all([
      ...taken.map((letter, at) => outbox.put({ ...onAnotherPhone(letter), order: order + at + 1 })),
      ...read.photos.filter(({ id }) => named.has(id) && !known.includes(id)).map((photo) => photos.put(photo)),
      tx.done,
    ])
    return taken.length
  })
  if (fresh > 0) tellTabs({ kind: 'changed' })
  return { kind: 'taken', taken: fresh, alreadyHere: read.letters.length - fresh }
}

interface Whole {
  kind: 'whole'
  letters: Letter[]
  photos: PhotoRow[]
}

async function readFile(personId: string, text: string): Promise<Whole | Unfit> {
  const file = fileIn(text)
  if (!file) return { kind: 'not-letters' }
  if (file.v > 1) return { kind: 'newer' }
  if (file.personId !== personId) return { kind: 'another-person' }
  const letters = new Map<string, Letter>()
  for (const [at, raw] of file.letters.entries()) {
    const read = readLetter(raw)
    if (read.kind === 'unreadable') return read.why === NEWER ? { kind: 'newer' } : { kind: 'bad-letter', at: at + 1 }
    if (read.letter.personId !== personId) return { kind: 'another-person' }
    letters.set(read.letter.id, read.letter)
  }
  const photos: PhotoRow[] = []
  for (const raw of file.photos) {
    const photo = await photoIn(raw)
    if (!photo) return { kind: 'bad-photo' }
    photos.push(photo)
  }
  return { kind: 'whole', letters: [...letters.values()], photos }
}

function fileIn(text: string): LettersFile | null {
  try {
    const file = JSON.parse(text) as Partial<LettersFile> | null
    if (file?.format !== FORMAT || typeof file.v !== 'number' || typeof file.personId !== 'string') return null
    return Array.isArray(file.letters) && Array.isArray(file.photos) ? (file as LettersFile) : null
  } catch {
    return null // told to the person as 'not-letters'
  }
}

const TEXTS = ['id', 'owner', 'mime', 'sha256', 'evidenceSha256', 'takenAt', 'keptAt', 'removedAt', 'letterId'] as const

/** The photo as it was taken, to the bit; null: it is not. */
async function photoIn(raw: unknown): Promise<PhotoRow | null> {
  const { base64, ...row } = (raw ?? {}) as Partial<LettersFile['photos'][number]>
  if (typeof base64 !== 'string' || TEXTS.some((name) => typeof row[name] !== 'string')) return null
  try {
    const bytes = fromBase64(base64)
    const photo = { ...row, bytes, stored: false } as PhotoRow
    return (await sha256Of(bytes)) === photo.sha256 ? photo : null
  } catch {
    return null // no base64: told to the person as 'bad-photo'
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
