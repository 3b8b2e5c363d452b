/** A registration at the desk. Pure: no database, no network. */
import type { DeskKind, OpenAtDeskInput } from '@/api/types'

export const MOST = { words: 1000, enterprise: 60, name: 30, photos: 9 } as const
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ' // no 0 O 1 I, as the server reads it (backend/intake/rules.py)

export interface DeskDraft {
  v: 1
  id: string // of the issue, and of its letter
  code: string // handed out at once, with or without a network
  kind: DeskKind
  words: string
  enterprise: string
  name: string
  phone: string
  photoIds: string[]
}

export function blankDesk(id: string, random: Uint8Array): DeskDraft {
  return { v: 1, id, code: codeOf(random), kind: 'COMPLAINT', words: '', enterprise: '', name: '', phone: '', photoIds: [] }
}

/** Eight characters of 40 random bits. */
export function codeOf(random: Uint8Array): string {
  const bits = random.slice(0, 5).reduce((sum, byte) => sum * 256n + BigInt(byte), 0n)
  const characters = Array.from({ length: 8 }, (_, at) => ALPHABET[Number((bits >> BigInt(35 - 5 * at)) & 31n)])
  return `${characters.slice(0, 4).join('')}-${characters.slice(4).join('')}`
}

export type Gap = 'gapWords' | 'gapPhoto'

/** What keeps it from being registered. */
export function gapOf({ words, photoIds }: DeskDraft, badPhotos: boolean): Gap | null {
  if (words.trim().length < 2 && photoIds.length === 0) return 'gapWords'
  return badPhotos ? 'gapPhoto' : null
}

export function inputOf(draft: DeskDraft): Omit<OpenAtDeskInput, 'sealedAt'> {
  const { id, code, kind, words, enterprise, name, phone, photoIds } = draft
  return {
    id,
    code,
    kind,
    words: words.trim(),
    enterprise: enterprise.trim(),
    name: name.trim(),
    phone: phone.trim(),
    photoIds,
    enterpriseId: null,
  }
}
