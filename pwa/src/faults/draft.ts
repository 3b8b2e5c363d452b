/** A report of a special supervisor being written. Pure: no database, no clock, no network. */
import type { Environment, ReportIssueInput } from '@/api/types'
import type { Place } from '@/place/place'

/** Limits of the server (backend/issues/rules.py), so that they are named before sending. */
export const MOST = { description: 1000, placeText: 100, photos: 9 } as const
export const LEAST_CHARS = 2
export const STEPS = [1, 2, 3] as const
export type StepNumber = (typeof STEPS)[number]
export const ENVIRONMENTS: readonly Environment[] = ['GOVERNMENT', 'MARKET', 'RULE_OF_LAW']

export interface FaultDraft {
  v: 1
  id: string // of the report, and of its letter
  description: string
  environment: Environment | null
  voiceId: string | null
  enterprise: { id: string; name: string } | null
  place: Place | null
  placeText: string
  photoIds: string[]
}

export function blankFault(id: string): FaultDraft {
  return { v: 1, id, description: '', environment: null, voiceId: null, enterprise: null, place: null, placeText: '', photoIds: [] }
}

/** Nothing was written: it does not come up as unfinished. */
export function isBlankFault(draft: FaultDraft): boolean {
  return JSON.stringify(draft) === JSON.stringify(blankFault(draft.id))
}

export type Gap = 'gapWords' | 'gapShort' | 'gapLong' | 'gapEnvironment' | 'gapPlaceLong' | 'gapPhoto'
export interface Fault {
  step: StepNumber
  at: 'description' | 'environment' | 'placeText' | 'photos' // marked on the page with data-gap
  word: Gap
}

/** What keeps it from being sent, in the order of the steps. A place is never needed. */
export function faultsOf(draft: FaultDraft, badPhotos: boolean): Fault[] {
  const faults: Fault[] = []
  const length = lengthOf(draft.description)
  if (length === 0 && !draft.voiceId && draft.photoIds.length === 0) faults.push({ step: 1, at: 'description', word: 'gapWords' })
  if (length > 0 && length < LEAST_CHARS) faults.push({ step: 1, at: 'description', word: 'gapShort' })
  if (length > MOST.description) faults.push({ step: 1, at: 'description', word: 'gapLong' })
  if (!draft.environment) faults.push({ step: 1, at: 'environment', word: 'gapEnvironment' })
  if (lengthOf(draft.placeText) > MOST.placeText) faults.push({ step: 2, at: 'placeText', word: 'gapPlaceLong' })
  if (badPhotos) faults.push({ step: 3, at: 'photos', word: 'gapPhoto' })
  return faults
}

/** As the contract says it. `topic`: the office sorts it; the person says only which environment it is about. */
export function reportIssueOf(draft: FaultDraft, topic: string): Omit<ReportIssueInput, 'sealedAt'> {
  return {
    id: draft.id,
    source: 'FAULT_FINDING',
    topic,
    environment: draft.environment,
    description: draft.description.trim(),
    enterpriseId: draft.enterprise?.id ?? null,
    placeText: draft.placeText.trim(),
    position: draft.place,
    photoIds: draft.photoIds,
    voiceId: draft.voiceId,
    protected: true,
  }
}

/** Everything that must be on the server before the letter. */
export function evidenceOf({ photoIds, voiceId }: FaultDraft): string[] {
  return voiceId ? [...photoIds, voiceId] : photoIds
}

/** Kept rows that the draft does not name: the page was killed between keeping and noting them. */
export function adopt(draft: FaultDraft, kept: readonly { id: string; voice: boolean }[]): void {
  for (const { id, voice } of kept) {
    if (voice) draft.voiceId ??= id
    else if (!draft.photoIds.includes(id) && draft.photoIds.length < MOST.photos) draft.photoIds.push(id)
  }
}

function lengthOf(text: string): number {
  return [...text.trim()].length
}
