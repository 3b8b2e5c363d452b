/** What is stored where in a person's database. */
import type { DBSchema } from 'idb'

import type { Letter } from './letter'

import type { Place } from '@/place/place'

export interface DraftRow {
  key: string // kind:id, for example visit:7f3c…
  value: unknown
  savedAt: string // ISO 8601, UTC
}

export interface PhotoRow {
  id: string
  owner: string // key of the draft it was taken for
  bytes: ArrayBuffer // not a Blob: old WebKit loses Blobs kept in IndexedDB
  mime: string // image/jpeg, audio/… for a voice note, or '' for raw bytes that only the server can read (HEIC)
  sha256: string // of `bytes`, hex, computed at capture
  evidenceSha256: string // what the server keeps instead, where it converted the bytes; else ''
  takenAt: string // ISO 8601, UTC; by its EXIF; of a voice note when it was begun; '' if nobody knows
  place: Place | null // from EXIF
  keptAt: string // ISO 8601, UTC
  removedAt: string // taken off by the person, can be put back for a while; '' if not
  letterId: string // sealed into this letter; '' while on a draft
  stored: boolean // true once the server has answered for these exact bytes
}

export interface CacheRow {
  key: string
  value: unknown
  fetchedAt: string // ISO 8601, UTC
}

/** A row of the directory as the server sends it; more columns may come without a migration. */
export interface DirectoryEntry {
  id: string
  name: string
  code: string
  region: string
  [column: string]: unknown
}

/** A small picture of a photo that the server has. */
export interface ThumbRow {
  id: string // of the photo
  at: string // ISO 8601, UTC: of the report that shows it; the oldest leave first
  size: number // of `bytes`
  bytes: ArrayBuffer // JPEG
}

export interface PhoneSchema extends DBSchema {
  drafts: { key: string; value: DraftRow }
  photos: { key: string; value: PhotoRow; indexes: { owner: string } }
  outbox: { key: string; value: Letter }
  cache: { key: string; value: CacheRow }
  directory: { key: string; value: DirectoryEntry; indexes: { code: string; region: string } }
  thumbs: { key: string; value: ThumbRow; indexes: { age: [string, number] } }
}
