/**
 * From a file to evidence: whole, upright, small, without metadata, with its hash.
 *
 * A HEIC that this browser cannot decode is kept raw; the server converts it and answers for both hashes.
 */
import { develop } from './darkroom'
import { takenOf } from './exif'
import { PhotoFault } from './faults'
import { sha256Of } from './hash'
import { wholePhoto, type PhotoKind } from './whole'

import type { Place } from '@/place/place'

export const PHOTO_BYTES_MAX = 12 * 1024 * 1024 // what the server takes

export interface SealedPhoto {
  bytes: ArrayBuffer
  sha256: string // hex, of exactly these bytes
  mediaType: 'image/jpeg' | 'image/heic'
  widthPx: number // 0 for a raw HEIC
  heightPx: number
  takenAt: string // ISO 8601, UTC; '' when nobody knows: an old photo is never said to be of now
  place: Place | null
}

/** What an iPhone's camera just took comes to a page re-encoded, without EXIF, under this name; no other photo does (WebKit's WKFileUploadPanel). */
const FRESH = { name: 'image.jpg', withinMs: 60_000 }

/** Throws PhotoFault with the reason to be said on that photo. */
export async function sealPhoto(file: Blob, now: Date): Promise<SealedPhoto> {
  const original = await bytesOf(file)
  const kind = wholePhoto(new Uint8Array(original))
  const taken = await takenOf(original)
  const sealed = await smaller(file, original, kind)
  if (sealed.bytes.byteLength > PHOTO_BYTES_MAX) throw new PhotoFault('too_big')
  const sha256 = await sha256Of(sealed.bytes)
  return { ...sealed, sha256, takenAt: taken.takenAt ?? justTaken(file, now), place: taken.place }
}

function justTaken(file: Blob, now: Date): string {
  if (!(file instanceof File) || file.name !== FRESH.name) return ''
  const agoMs = now.getTime() - file.lastModified
  return agoMs >= 0 && agoMs <= FRESH.withinMs ? new Date(file.lastModified).toISOString() : ''
}

/** A file chosen from a cloud album may vanish between choosing and reading. */
async function bytesOf(file: Blob): Promise<ArrayBuffer> {
  try {
    return await file.arrayBuffer()
  } catch {
    throw new PhotoFault('unreadable')
  }
}

type Smaller = Pick<SealedPhoto, 'bytes' | 'mediaType' | 'widthPx' | 'heightPx'>

async function smaller(file: Blob, original: ArrayBuffer, kind: PhotoKind): Promise<Smaller> {
  try {
    return { ...(await develop(file)), mediaType: 'image/jpeg' }
  } catch {
    if (kind !== 'heic') throw new PhotoFault('unreadable')
    return { bytes: original, mediaType: 'image/heic', widthPx: 0, heightPx: 0 }
  }
}
