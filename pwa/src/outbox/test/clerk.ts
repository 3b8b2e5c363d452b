/** For tests: a post office that writes down what it was given and answers as told, and letters to give it. */
import type { LetterSent, PhotoSent, Post, Unsent } from '@/api/post'
import type { Letter, Refusal } from '@/db/letter'
import { phoneOf, type Phone } from '@/db/open'
import { keepPhoto } from '@/db/photos'
import type { PhotoRow } from '@/db/schema'

export const NOON = new Date('2026-11-24T04:00:00Z')
export const ZHOU = 'p-zhou'

type Told = Unsent | Error

export class Clerk implements Post {
  log: string[] = []
  answers: Record<string, Told> = {}

  async putPhoto({ id }: PhotoRow, onPercent?: (percent: number) => void): Promise<PhotoSent> {
    onPercent?.(62)
    return this.answer(`photo ${id}`) ?? { kind: 'taken', evidenceSha256: '' }
  }

  async send({ id, subjectId }: Letter): Promise<LetterSent> {
    const receipt = { id: subjectId, version: 1, state: null, number: null, photos: [] }
    return this.answer(`letter ${id}`) ?? { kind: 'taken', receipt }
  }

  private answer(what: string): Unsent | undefined {
    this.log.push(what)
    const answer = this.answers[what]
    if (answer instanceof Error) throw answer
    return answer
  }
}

export function refused(code: string, remedy: Refusal['remedy'], message = ''): Unsent {
  return { kind: 'refused', retryAfterMs: null, refusal: { code, message, remedy, field: null, facts: {} } }
}

export const fault = (incident: string, retryAfterMs: number | null = null): Unsent => ({ kind: 'fault', incident, retryAfterMs })

export function letter(order: number, change: Partial<Letter> = {}): Letter {
  return {
    v: 1,
    id: String(order),
    subjectId: String(order),
    personId: ZHOU,
    grantId: 'g',
    operation: 'LogVisit',
    variables: { input: { id: String(order) } },
    photoIds: [],
    title: '走访 天润机械',
    sealedAt: NOON.toISOString(),
    order,
    holdUntil: '',
    draft: null,
    state: 'waiting',
    attempts: 0,
    faults: 0,
    incident: '',
    dueAt: NOON.toISOString(),
    refusal: null,
    badPhotoId: '',
    ...change,
  }
}

export function photo(id: string, change: Partial<PhotoRow> = {}): PhotoRow {
  return {
    id,
    owner: 'visit:1',
    bytes: new Uint8Array([255, 216, 1]).buffer,
    mime: 'image/jpeg',
    sha256: `sha-${id}`,
    evidenceSha256: '',
    takenAt: NOON.toISOString(),
    place: null,
    keptAt: NOON.toISOString(),
    removedAt: '',
    letterId: '',
    stored: false,
    ...change,
  }
}

let phones = 0

export async function freshPhone(letters: Letter[] = [], photos: PhotoRow[] = []): Promise<Phone> {
  phones += 1
  const phone = phoneOf(`test-${phones}`)
  for (const one of photos) await keepPhoto(phone, one)
  for (const one of letters) await phone.run((db) => db.put('outbox', one))
  return phone
}

export async function outboxIds(phone: Phone): Promise<string[]> {
  return phone.run((db) => db.getAllKeys('outbox'))
}
