/**
 * What becomes of a letter. Pure.
 *
 *   waiting ──sent──▶ (gone)
 *      │ ▲
 *  FIX │ │ the person sends it again, or corrects it
 * STOP ▼ │
 *    refused
 *
 * Letters about one subject leave in the order they were sealed. A letter is never dropped: it leaves by being
 * acknowledged, or by the person's own hand.
 */
import { waitAfter } from './patience'

import type { Letter, Refusal } from '@/db/letter'

const FARTHEST_AHEAD_MS = 3_600_000 // nothing is ever put off for longer, whoever asks
/** From this many faults in a row on, the person is shown the number to read out. */
export const FAULTS_UNTIL_TOLD = 5

/** What was tried no longer counts. */
const UNTRIED = { attempts: 0, faults: 0, incident: '' }

/** What is told of a failure that is no fault of the letter. */
export interface Setback {
  now: Date
  random: number // 0 ≤ random < 1
  retryAfterMs?: number | null
}

export function postponed(letter: Letter, { now, random, retryAfterMs }: Setback): Letter {
  const attempts = letter.attempts + 1
  const wait = Math.min(Math.max(waitAfter(attempts, random), retryAfterMs ?? 0), FARTHEST_AHEAD_MS)
  return { ...letter, attempts, dueAt: new Date(now.getTime() + wait).toISOString() }
}

/** The server's remedy decides. */
export function afterRefusal(letter: Letter, refusal: Refusal, setback: Setback, badPhotoId = ''): Letter {
  const told = { ...letter, refusal, faults: 0, incident: '' }
  if (refusal.remedy === 'FIX' || refusal.remedy === 'STOP') return { ...told, state: 'refused', badPhotoId }
  if (refusal.remedy === 'SIGN_IN') return told
  return postponed(told, setback)
}

export function afterFault(letter: Letter, incident: string, setback: Setback): Letter {
  return postponed({ ...letter, faults: letter.faults + 1, incident: incident || letter.incident, refusal: null }, setback)
}

/** The incident number to show, once faults have gone on for long enough; '' before. */
export function incidentToTell(letter: Letter): string {
  return letter.faults >= FAULTS_UNTIL_TOLD ? letter.incident : ''
}

export function sendAgain(letter: Letter, now: Date): Letter {
  return { ...letter, ...UNTRIED, refusal: null, badPhotoId: '', state: 'waiting', dueAt: now.toISOString() }
}

/** On another phone: that this one had no luck, and waits for its next try, means nothing there. */
export function onAnotherPhone(letter: Letter): Letter {
  return { ...letter, ...UNTRIED, dueAt: '' }
}

/** First letters of their subjects that may go now; the least troubled first, so that one never starves the others. */
export function nextOf(letters: readonly Letter[], now: Date, tried: ReadonlySet<string>, force: boolean): Letter | undefined {
  const mayGo = (one: Letter): boolean =>
    one.state === 'waiting' && come(one.holdUntil, now) && !tried.has(one.id) && (force || come(one.dueAt, now))
  return heads(letters)
    .filter(mayGo)
    .sort((a, b) => a.attempts - b.attempts || a.order - b.order)[0]
}

/** True when the time has come, and when it is so far ahead that the phone's clock must have been set back since. */
function come(time: string, now: Date): boolean {
  const ahead = Date.parse(time || '1970-01-01') - now.getTime()
  return ahead <= 0 || ahead > FARTHEST_AHEAD_MS
}

/** When the next letter wants to go; null when none is waiting behind nothing but time. */
export function nextDueAt(letters: readonly Letter[]): Date | null {
  const times = heads(letters)
    .filter((one) => one.state === 'waiting')
    .map((one) => (one.holdUntil > one.dueAt ? one.holdUntil : one.dueAt))
    .sort()
  return times[0] === undefined ? null : new Date(times[0])
}

/** A refused letter holds those behind it: they were written on the understanding that it arrives. */
function heads(letters: readonly Letter[]): Letter[] {
  const first = new Map<string, Letter>()
  for (const letter of [...letters].sort((a, b) => a.order - b.order))
    if (!first.has(letter.subjectId)) first.set(letter.subjectId, letter)
  return [...first.values()]
}
