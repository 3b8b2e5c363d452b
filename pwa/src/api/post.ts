/**
 * Letters and photos out. Only a missing network is an exception.
 *
 * A letter counts as taken only when the receipt names its subject and every photo by its hash:
 * what is forgotten after a wrong "yes" is gone for ever.
 */
import { documents } from './documents'
import { reach, type Carrier, type Reached } from './reach'
import { refusalIn, saidIn } from './reply'
import { sendBytes } from './upload'

import type { Letter, Refusal } from '@/db/letter'
import type { PhotoRow } from '@/db/schema'

export interface Receipt {
  id: string
  version: number
  state: string | null
  number: string | null
  photos: { id: string; sha256: string; rawSha256?: string | null }[]
}

export type Unsent =
  | { kind: 'refused'; refusal: Refusal; retryAfterMs: number | null }
  | { kind: 'fault'; incident: string; retryAfterMs: number | null }

export type PhotoSent = { kind: 'taken'; evidenceSha256: string } | Unsent // '' when the bytes are kept as they are
export type LetterSent = { kind: 'taken'; receipt: Receipt } | Unsent

/** What draining needs of the network. `Offline` is thrown, everything else is an answer. */
export interface Post {
  putPhoto(photo: PhotoRow, onPercent?: (percent: number) => void, signal?: AbortSignal): Promise<PhotoSent>
  send(letter: Letter, photos: PhotoRow[], signal?: AbortSignal): Promise<LetterSent>
}

const TIMEOUT_MS = { letter: 30_000, photo: 60_000, photoWithoutProgress: 180_000 }

export function httpPost(carry?: Carrier): Post {
  return {
    async putPhoto(photo, onPercent, signal) {
      const timeoutMs = onPercent ? TIMEOUT_MS.photo : TIMEOUT_MS.photoWithoutProgress
      const sending = { method: 'PUT', headers: headersOf(photo), body: photo.bytes, timeoutMs, onPercent, signal } as const
      const reached = await sendBytes(`${shelfOf(photo)}/${photo.id}`, sending, carry)
      const { status, body, retryAfterMs } = reached
      if (status < 300 && body.id === photo.id && body.sha256 === photo.sha256) {
        const kept = typeof body.evidenceSha256 === 'string' ? body.evidenceSha256 : photo.sha256
        return { kind: 'taken', evidenceSha256: kept === photo.sha256 ? '' : kept }
      }
      const refusal = refusalIn(body)
      return refusal ? { kind: 'refused', refusal, retryAfterMs } : { kind: 'fault', incident: '', retryAfterMs }
    },
    async send(letter, photos, signal) {
      const headers = { 'content-type': 'application/json', 'x-acting-grant': letter.grantId }
      const body = JSON.stringify({ id: documents[letter.operation], variables: letter.variables })
      const sending = { method: 'POST', headers, body, timeoutMs: TIMEOUT_MS.letter, signal } as const
      return outcomeOf(await reach('graphql', sending, carry), letter, photos)
    },
  }
}

/** Voice notes lie beside photos on the phone, and have a counter of their own. */
function shelfOf({ mime }: PhotoRow): 'photos' | 'voices' {
  return mime.startsWith('audio/') ? 'voices' : 'photos'
}

function outcomeOf(reached: Reached, letter: Letter, photos: PhotoRow[]): LetterSent {
  const { retryAfterMs } = reached
  const said = saidIn<Receipt>(reached)
  if (said.kind !== 'answer') return { ...said, retryAfterMs }
  if (confirms(said.value, letter, photos)) return { kind: 'taken', receipt: said.value }
  return { kind: 'fault', incident: '', retryAfterMs }
}

function confirms(receipt: Receipt, letter: Letter, photos: PhotoRow[]): boolean {
  if (receipt.id !== letter.subjectId) return false
  const there = new Map((receipt.photos ?? []).map((photo) => [photo.id, photo]))
  return photos.every(({ id, sha256, evidenceSha256 }) => {
    const stored = there.get(id)
    return stored && (stored.rawSha256 === sha256 || stored.sha256 === (evidenceSha256 || sha256))
  })
}

function headersOf({ mime, sha256, takenAt, place }: PhotoRow): Record<string, string> {
  return {
    'content-type': mime || 'application/octet-stream',
    'x-sha256': sha256,
    ...(takenAt ? { 'x-taken-at': takenAt } : {}),
    ...(place ? { 'x-lat': String(place.latDeg), 'x-lng': String(place.lngDeg) } : {}),
    ...(place?.accuracyM != null ? { 'x-accuracy': String(place.accuracyM) } : {}),
  }
}
