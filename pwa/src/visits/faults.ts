/** What still keeps a visit from being sent, in the order in which it stands on the page. Pure. */
import { CLOCK_AHEAD_MS, everyoneMet, LEAST_CHARS, MOST, type ProblemDraft, type VisitDraft } from './draft'

export type FaultWord =
  | 'gapEnterprise'
  | 'gapTime'
  | 'gapVisitReason'
  | 'gapMet'
  | 'gapMetMany'
  | 'gapNameLong'
  | 'gapDiscussed'
  | 'gapDescription'
  | 'gapSolved'
  | 'gapWhatDone'
  | 'gapConfirmed'
  | 'gapPhoto'
  | 'gapLong'

export interface Fault {
  at: string // the field, as marked on the page with data-gap; those of a problem begin with its id
  word: FaultWord
  over?: number // characters too many
}

export interface Known {
  paired: boolean | null // null: the phone does not know
  badPhotos?: readonly string[] // fields whose photos hold one that could not be taken
  now: Date
}

export function faultsOf(draft: VisitDraft, known: Known): Fault[] {
  return [
    ...(draft.enterprise ? [] : [fault('enterprise', 'gapEnterprise')]),
    ...(new Date(draft.startedAt).getTime() > known.now.getTime() + CLOCK_AHEAD_MS ? [fault('time', 'gapTime')] : []),
    ...reasonFaults(draft, known),
    ...metFaults(draft),
    ...text('discussed', draft.discussed, { least: LEAST_CHARS, most: MOST.discussed, gap: 'gapDiscussed' }),
    ...text('needs', draft.needs, { most: MOST.needs }),
    ...draft.problems.flatMap((problem) => problemFaults(problem, known)),
    ...badPhotos('photos', known),
  ]
}

/** A reason for the frequency limit is asked for, and its absence stops nobody (DECISIONS 3). */
function reasonFaults(draft: VisitDraft, { paired }: Known): Fault[] {
  const missing = paired === false && draft.visitReason.trim() === ''
  return [
    ...(missing ? [fault('visitReason', 'gapVisitReason')] : text('visitReason', draft.visitReason, { most: MOST.reason })),
    ...text('limitReason', draft.limitReason, { most: MOST.reason }),
  ]
}

function metFaults(draft: VisitDraft): Fault[] {
  const met = everyoneMet(draft)
  if (draft.mode === 'FACE' && met.length === 0) return [fault('met', 'gapMet')]
  if (met.length > MOST.met) return [fault('met', 'gapMetMany')]
  return met.some(({ name }) => [...name].length > MOST.name) ? [fault('met', 'gapNameLong')] : []
}

function problemFaults(problem: ProblemDraft, known: Known): Fault[] {
  const at = (field: string): string => `${problem.id}:${field}`
  const least = problem.photoIds.length > 0 ? 0 : LEAST_CHARS // words, or a photo
  const said = { least, most: MOST.description, gap: 'gapDescription' } as const
  return [
    ...text(at('description'), problem.description, said),
    ...(problem.solved === null ? [fault(at('solved'), 'gapSolved')] : []),
    ...(problem.solved ? solvedFaults(problem, at) : []),
    ...badPhotos(at('photos'), known),
  ]
}

function solvedFaults(problem: ProblemDraft, at: (field: string) => string): Fault[] {
  const name = problem.confirmed?.name.trim() ?? ''
  const who = name === '' ? 'gapConfirmed' : [...name].length > MOST.name ? 'gapNameLong' : null
  return [
    ...text(at('whatDone'), problem.whatDone, { least: LEAST_CHARS, most: MOST.whatDone, gap: 'gapWhatDone' }),
    ...(who ? [fault(at('confirmed'), who)] : []),
  ]
}

function badPhotos(at: string, { badPhotos: bad = [] }: Known): Fault[] {
  return bad.includes(at) ? [fault(at, 'gapPhoto')] : []
}

function text(at: string, words: string, rule: { least?: number; most: number; gap?: FaultWord }): Fault[] {
  const length = [...words.trim()].length // characters as people count them, and the server
  if (length < (rule.least ?? 0)) return [fault(at, rule.gap ?? 'gapDiscussed')]
  return length > rule.most ? [{ at, word: 'gapLong', over: length - rule.most }] : []
}

function fault(at: string, word: FaultWord): Fault {
  return { at, word }
}
