/** A letter as the page 待上传 tells it: in which group, how far, and what the person can do. Pure. */
import { t } from './words'

import type { Letter } from '@/db/letter'
import { FAULTS_UNTIL_TOLD } from '@/outbox/letter'
import { momentOf, timeOf } from '@/ui/when'

export interface Groups {
  refused: Letter[] // in the order of sealing, as all groups: nothing jumps while it counts
  going: Letter[]
}

export function grouped(letters: readonly Letter[]): Groups {
  return {
    refused: letters.filter(({ state }) => state === 'refused'),
    going: letters.filter(({ state }) => state === 'waiting'),
  }
}

export function isHeld(letter: Letter, now: Date): boolean {
  return letter.holdUntil > now.toISOString()
}

/** An earlier letter about the same record came back: this one waits until that one is put right. */
export function isBehindRefused(letter: Letter, letters: readonly Letter[]): boolean {
  return letters.some((one) => one.state === 'refused' && one.subjectId === letter.subjectId && one.order < letter.order)
}

/** When it was written, and that its photos are still here. */
export function writtenWords(letter: Letter, now: Date): string {
  const moment = momentOf(letter.sealedAt, now)
  const n = letter.photoIds.length
  if (voiceOf(letter)) return t('filledVoice', { moment })
  return n > 0 ? t('filledPhotos', { moment, n }) : t('filled', { moment })
}

/** What keeps it, in one or two short sentences. */
export function progressWords(letter: Letter, around: { letters: readonly Letter[]; delivered: number; now: Date }): string[] {
  const { letters, delivered, now } = around
  if (isHeld(letter, now)) return [t('held', { time: timeOf(letter.holdUntil) })]
  if (isBehindRefused(letter, letters)) return [t('behind')]
  return [evidenceWords(letter, delivered), tryWords(letter, now)].filter(Boolean)
}

/** The voice note that goes with it; it is one of `photoIds`, for it travels and is confirmed as they are. */
export function voiceOf({ variables }: Letter): string | null {
  const { voiceId } = variables.input as { voiceId?: unknown }
  return typeof voiceId === 'string' ? voiceId : null
}

function evidenceWords(letter: Letter, delivered: number): string {
  const all = letter.photoIds.length
  if (!voiceOf(letter)) return photoWords(all, delivered)
  return delivered === all ? t('voiceAllLast') : t('voiceLast', { done: delivered, all })
}

function photoWords(all: number, done: number): string {
  if (all === 0) return t('noPhotos')
  return done === all ? t('photosAllLast', { n: all }) : t('photosLast', { done, all })
}

function tryWords({ attempts, dueAt }: Letter, now: Date): string {
  if (attempts === 0) return ''
  const due = dueAt > now.toISOString()
  return due ? t('tryAt', { n: attempts, time: timeOf(dueAt) }) : t('tryNow', { n: attempts })
}

/** From the fifth fault of the server on; '' before. */
export function faultWords({ faults, incident }: Letter): string {
  if (faults < FAULTS_UNTIL_TOLD) return ''
  return incident ? t('incident', { incident }) : t('incidentNone')
}

const OVERTAKEN = new Set(['wrong_state', 'not_found', 'not_allowed']) // somebody else has taken a step meanwhile

/** A command of an issue: its page shows what changed. */
export function isOfIssue({ variables }: Pick<Letter, 'variables'>): boolean {
  return 'issueId' in variables.input
}

export type Remedy = 'without-photo' | 'without-voice' | 'conflict' | 'delivered' | 'as-now' | 'correct' | 'again'

/** The one thing that helps most with a letter that came back. */
export function remedyOf(letter: Letter): Remedy {
  const { refusal, badPhotoId, operation, draft } = letter
  if (badPhotoId) return badPhotoId === voiceOf(letter) ? 'without-voice' : 'without-photo'
  if (isOfIssue(letter) && OVERTAKEN.has(refusal?.code ?? '')) return 'conflict'
  switch (refusal?.code) {
    case 'stale':
    case 'already_approved':
      return 'conflict'
    case 'id_reused':
      return operation === 'LogVisit' ? 'delivered' : 'again'
    case 'grant_not_in_force':
      return 'as-now'
    default:
      return draft ? 'correct' : 'again'
  }
}

/** The person's own words in a letter, to be shown and copied. */
export function ownWords({ variables }: Letter): { label: string; text: string }[] {
  const input = variables.input as Record<string, unknown>
  const content = (typeof input.content === 'object' && input.content !== null ? input.content : {}) as Record<string, unknown>
  return [
    { label: t('mineProblem'), text: textOf(input.description) },
    { label: t('mineDiscussed'), text: textOf(content.discussed) },
    { label: t('mineNeeds'), text: textOf(content.needs) },
    { label: t('mineReason'), text: textOf(input.reason) || textOf(input.text) },
  ].filter(({ text }) => text !== '')
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}

/** 12 MB, 1.4 GB: figures of storage, round. */
export function bytesWords(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} KB`
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`
}
