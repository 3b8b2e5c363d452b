/** An issue as its page shows it: pairs of name and words, photos before and after, the course. Pure. */
import type { Issue } from './standing'
import { t } from './words'

import type { EvidencePhoto } from '@/evidence/photos'
import { doneAt } from '@/ui/late'
import { dayOf, deadlineOf } from '@/ui/when'

type Step = Issue['steps'][number]

export interface Pair {
  name: string
  words: string
  to?: string
}

export interface Line {
  key: string
  title: string
  quote: string
  sub: string
  bad: boolean
  photos: readonly EvidencePhoto[]
}

/** `linked`: the reader may open the enterprise. */
export function pairsOf(issue: Issue, linked: boolean): Pair[] {
  const { enterprise, enterpriseHidden, paraphrase, ownWords } = issue
  const situation = issue.description || issue.title
  const inOfficeWords = paraphrase && paraphrase !== situation && ownWords ? paraphrase : ''
  return [
    {
      name: t('enterprise'),
      words: enterprise?.name ?? (enterpriseHidden ? t('enterpriseHidden') : ''),
      to: enterprise && linked ? `/enterprises/${enterprise.id}` : undefined,
    },
    { name: t('situation'), words: situation },
    { name: t('officeWords'), words: inOfficeWords },
    { name: t('topic'), words: issue.topic.name },
    { name: t('place'), words: issue.placeText },
    { name: t('coUnits'), words: issue.coUnits.join('、') },
    { name: t('solved'), words: issue.closure?.whatDone ?? '' },
    { name: t('confirmedBy'), words: issue.closure?.confirmedBy ?? '' },
  ].filter(({ words }) => words !== '')
}

/** What the reporter sent, and what the unit showed of its work; photos of nothing done are not paired. */
export function photosOf(issue: Issue): { before: readonly EvidencePhoto[]; after: readonly EvidencePhoto[] } {
  const work = issue.steps.filter(({ command }) => command === 'note' || command === 'respond')
  return { before: issue.photos, after: work.flatMap(({ photos }) => photos) }
}

const SAID_IN_FULL = new Set(['note']) // the sentence is the person's own words
const BAD = new Set(['return', 'reject', 'reject_response', 'decline', 'escalate'])

/** Newest first, as the server gives them. */
export function linesOf(issue: Issue, now: Date): Line[] {
  return issue.steps.map((step) => ({
    key: step.id,
    title: SAID_IN_FULL.has(step.command) ? t('note') : step.text,
    quote: SAID_IN_FULL.has(step.command) ? step.text : step.words,
    sub: [step.who, whenWords(step, issue, now), step.command === 'note' ? t(`audience${step.audience}`) : '']
      .filter(Boolean)
      .join(' · '),
    bad: BAD.has(step.command),
    photos: step.photos,
  }))
}

/** What others wrote who met the same, newest first; who wrote nothing is only counted. */
export function supportersOf(issue: Issue, now: Date): { key: string; words: string; sub: string }[] {
  return issue.steps
    .filter(({ command, words }) => command === 'support' && words !== '')
    .map((step) => ({ key: step.id, words: step.words, sub: [step.who, whenWords(step, issue, now)].join(' · ') }))
}

const REPORTERS = new Set(['report', 'solve_on_the_spot', 'resubmit', 'object', 'withdraw', 'support', 'ask_look_back'])

/** Of a protected reporter only the half of the day is told; what was written offline tells when it was written. */
function whenWords({ command, at, deviceAt }: Step, issue: Issue, now: Date): string {
  if (issue.protected && REPORTERS.has(command)) return halfDayOf(at, now)
  return doneAt({ at, deviceAt }, now)
}

export function halfDayOf(at: string, now: Date): string {
  return t('dayHalf', { day: dayOf(at, now), half: t(new Date(at).getHours() < 12 ? 'forenoon' : 'afternoon') })
}

/** What the unit asks of the office and nobody has decided. */
export function askWords(ask: Issue['ask'], now: Date): string {
  if (!ask) return ''
  return t(ask.kind === 'ask_suspension' ? 'askedPause' : 'asked', { day: deadlineOf(ask.until, now) })
}
