/** A visit being written, and its problems. Pure: no database, no clock, no network. */
import type { VisitMode, VisitTrigger } from '@/api/types'
import { broughtUp, type Raw, type ShapeStep } from '@/db/shapes'
import type { Place } from '@/place/place'

/** Limits of the server (backend/visits/rules.py, backend/issues/rules.py), so that they are named before sending. */
export const MOST = {
  discussed: 2000,
  needs: 1000,
  reason: 200,
  name: 30,
  met: 20,
  problems: 10,
  photos: 9,
  description: 1000,
  whatDone: 500,
} as const
export const LEAST_CHARS = 2
export const CLOCK_AHEAD_MS = 10 * 60_000

export interface Named {
  contactId: string | null // a contact of the enterprise; null: somebody else, by name
  name: string
}

export interface ProblemDraft {
  id: string // becomes the issue's
  topic: string | null // null: not sure, the office sorts it
  description: string
  solved: boolean | null // null: not said yet
  whatDone: string
  confirmed: Named | null
  photoIds: string[]
}

export interface VisitDraft {
  v: 1
  id: string // of the visit; of a new one also its letter's
  amends: Amends | null // null: a new visit
  enterprise: { id: string; name: string } | null
  startedAt: string // ISO 8601, UTC
  mode: VisitMode
  trigger: VisitTrigger
  met: Named[] // contacts that were chosen
  othersOpen: boolean // 「其他人」 is chosen
  others: string // names as they were typed
  discussed: string
  needs: string
  visitReason: string // why an enterprise outside the officer's pairings was visited
  limitReason: string // why in spite of the reminder
  place: Place | null
  photoIds: string[]
  problems: ProblemDraft[]
  openProblem: string | null // the problem whose sheet is open: a killed page comes back to it
}

/** What an amendment starts from. */
export interface Amends {
  version: number // seen while writing; another one on the server makes the letter stale
  returnedFor: string // the office's words; '' when it was not returned
  told: { id: string; title: string; number: string | null }[] // problems reported before: they go their own way
  serverPhotos: string[] // photos that are on the server already
  enterpriseId?: string // what the server had; absent in drafts begun before it was noted
}

export function blankVisit(id: string, enterprise: VisitDraft['enterprise'], now: Date): VisitDraft {
  return {
    v: 1,
    id,
    amends: null,
    enterprise,
    startedAt: now.toISOString(),
    mode: 'FACE',
    trigger: 'OWN_INITIATIVE',
    met: [],
    othersOpen: false,
    others: '',
    discussed: '',
    needs: '',
    visitReason: '',
    limitReason: '',
    place: null,
    photoIds: [],
    problems: [],
    openProblem: null,
  }
}

/** From each shape of a kept draft to the next. */
export const VISIT_STEPS: readonly ShapeStep[] = []

/** A kept draft, whichever version of the app wrote it. Raises: NewerData. */
export function readVisit(kept: unknown, steps = VISIT_STEPS): VisitDraft {
  const draft = broughtUp(kept as Raw, steps) as unknown as VisitDraft
  const whole = { ...blankVisit(draft.id, null, new Date(0)), ...draft }
  return { ...whole, problems: whole.problems.map((problem) => ({ ...blankProblem(problem.id), ...problem })) }
}

export function blankProblem(id: string): ProblemDraft {
  return { id, topic: null, description: '', solved: null, whatDone: '', confirmed: null, photoIds: [] }
}

/** Nothing was put into it: closing its sheet leaves nothing behind. */
export function isEmptyProblem(problem: ProblemDraft): boolean {
  return problem.description.trim() === '' && problem.photoIds.length === 0 && problem.whatDone.trim() === ''
}

/** Nothing of the person's own is in it: a form that was opened and left again leaves nothing behind. */
export function isBlankVisit(draft: VisitDraft): boolean {
  const texts = [draft.others, draft.discussed, draft.needs, draft.visitReason, draft.limitReason]
  const chosen = draft.met.length + draft.photoIds.length + draft.problems.length
  return !draft.amends && chosen === 0 && !draft.place && texts.every((text) => text.trim() === '')
}

/** Contacts and the others by their names, as the letter says them. */
export function everyoneMet({ met, othersOpen, others }: VisitDraft): Named[] {
  const typed = othersOpen ? others.split(/[、，,；;\n]+/).map((name) => name.trim()) : []
  return [...met, ...typed.filter(Boolean).map((name) => ({ contactId: null, name }))]
}

/** Another enterprise: its contacts are other people, what was written stays. */
export function atEnterprise(draft: VisitDraft, enterprise: { id: string; name: string }): void {
  if (draft.enterprise?.id === enterprise.id) return
  draft.enterprise = enterprise
  draft.met = []
  for (const problem of draft.problems) if (problem.confirmed?.contactId) problem.confirmed = null
}

/** Every photo that the visit and its problems name, in order. */
export function allPhotos(draft: VisitDraft): string[] {
  return [...draft.photoIds, ...draft.problems.flatMap((problem) => problem.photoIds)]
}

/** Those that must leave this phone with the letter. */
export function ownPhotos(draft: VisitDraft): string[] {
  const there = draft.amends?.serverPhotos ?? []
  return allPhotos(draft).filter((id) => !there.includes(id))
}

/** A kept photo that no list names: the page was killed between keeping it and noting it. It joins the visit's. */
export function adopt(draft: VisitDraft, keptIds: readonly string[]): void {
  const named = new Set(allPhotos(draft))
  for (const id of keptIds) if (!named.has(id) && draft.photoIds.length < MOST.photos) draft.photoIds.push(id)
}
