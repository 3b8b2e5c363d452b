/**
 * Letters as they lie in the database may be older than this app, or damaged. Older ones are brought to the present
 * shape; what cannot be read is set apart, shown and exported as it is, and the others go on.
 */
import { documents } from '@/api/documents'
import type { Letter } from '@/db/letter'
import { NewerData } from '@/db/phone'
import { broughtUp, type Raw, type ShapeStep } from '@/db/shapes'

export const LETTER_STEPS: readonly ShapeStep[] = []

/** Why a letter of a later app cannot be read: after an update it can. */
export const NEWER = 'newer than this app'

export type Read = { kind: 'letter'; letter: Letter } | { kind: 'unreadable'; id: string; raw: unknown; why: string }

export function readLetter(raw: unknown, steps: readonly ShapeStep[] = LETTER_STEPS): Read {
  const id = typeof raw === 'object' && raw !== null && 'id' in raw ? String(raw.id) : ''
  const unreadable = (why: string): Read => ({ kind: 'unreadable', id, raw, why })
  if (typeof raw !== 'object' || raw === null) return unreadable('no object')
  const { v } = raw as Raw
  if (typeof v !== 'number' || v < 1) return unreadable('no version')
  try {
    const letter = broughtUp(raw as Raw, steps)
    const missing = missingIn(letter)
    return missing ? unreadable(missing) : { kind: 'letter', letter: letter as unknown as Letter }
  } catch (failure) {
    if (failure instanceof NewerData) return unreadable(NEWER)
    return unreadable(String(failure))
  }
}

const TEXTS = ['id', 'subjectId', 'personId', 'grantId', 'title', 'sealedAt', 'holdUntil', 'dueAt'] as const
const NUMBERS = ['order', 'attempts', 'faults'] as const

/** What keeps this from being a letter; '' when it is one. */
function missingIn(letter: Raw): string {
  const text = TEXTS.find((name) => typeof letter[name] !== 'string')
  if (text) return text
  const number = NUMBERS.find((name) => typeof letter[name] !== 'number')
  if (number) return number
  if (letter.state !== 'waiting' && letter.state !== 'refused') return 'state'
  if (typeof letter.operation !== 'string' || !(letter.operation in documents)) return 'operation'
  if (!Array.isArray(letter.photoIds) || letter.photoIds.some((id) => typeof id !== 'string')) return 'photoIds'
  const { variables } = letter as { variables?: { input?: unknown } | null }
  return typeof variables?.input === 'object' && variables.input !== null ? '' : 'variables'
}
