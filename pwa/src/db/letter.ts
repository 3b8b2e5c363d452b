/** A letter as it is kept: one deed the person finished, sealed, waiting to be sent. What becomes of it: outbox/letter.ts. */
import type { Json, Operations, Remedy } from '@/api/types'

/** Deeds that travel as letters: those answered with a receipt. */
export type LetterOperation = {
  [K in keyof Operations]: Operations[K]['answers'] extends 'DeedResult' ? K : never
}[keyof Operations]

/** Why the server would not take it; worded by locales/refusalWords. */
export interface Refusal {
  code: string
  message: string // Chinese fallback
  remedy: Remedy
  field: string | null
  facts: Json
}

export interface Letter {
  v: 1 // shape of this record; older ones are migrated before sending
  id: string // of the command; for a new record also the record's id, so sending twice is harmless
  subjectId: string // what it is about: letters about one subject leave in order
  personId: string // who wrote it; it is sent under this person's session only
  grantId: string // the role in which it was written; switching roles later does not change it
  operation: LetterOperation
  variables: { input: Json }
  photoIds: string[] // must be on the server before the letter goes
  title: string // what the person sees in 待上传
  sealedAt: string // ISO 8601, UTC, the phone's clock
  order: number // rises with each sealing on this phone, whatever its clock does
  holdUntil: string // ISO 8601, UTC: not sent before, can be taken back until then; '' if not held
  draft: { key: string; value: unknown } | null // what it was made from, for correcting
  state: 'waiting' | 'refused'
  attempts: number // failures of any kind in a row
  faults: number // faults of the server in a row; from the fifth on the incident is shown
  incident: string // number of the last fault; '' if none
  dueAt: string // ISO 8601, UTC
  refusal: Refusal | null // the last one
  badPhotoId: string // the photo the server refused; '' if none
}
