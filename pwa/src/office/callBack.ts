/** 回访: what to ask, and what the button says for each answer. Pure. */
import { t } from './words'

import type { CallBackResult, SpotCheckResult } from '@/api/types'
import type { Issue } from '@/issues/standing'
import { lengthOf } from '@/issues/useCommandForm'
import { dayOf } from '@/ui/when'

export const RESULTS: readonly CallBackResult[] = ['SATISFIED', 'MOSTLY', 'UNSATISFIED', 'NO_ANSWER', 'UNREASONABLE']
export const CHECKED: readonly SpotCheckResult[] = ['SATISFIED', 'MOSTLY', 'UNSATISFIED', 'NO_ANSWER']
export const WORDS_MOST = 300
const TRIES = 3
const WORDS_LEAST = 2

/** What is kept of a call while it is written down. */
export interface Called<Result extends CallBackResult = CallBackResult> {
  v: 1
  result: Result | ''
  text: string
}

export function needsWords(result: CallBackResult | ''): boolean {
  return result === 'UNSATISFIED' || result === 'UNREASONABLE'
}

/** What is written beside a result: what is missing, the written basis, or a remark. */
export function labelOf(result: CallBackResult | ''): string {
  if (result === 'UNREASONABLE') return t('callBasis')
  return t(result === 'UNSATISFIED' ? 'callStill' : 'callRemark')
}

/** Why it cannot be noted yet; '' when nothing is missing. */
export function gapOf({ result, text }: Called): string {
  if (result === '') return t('callMissing')
  if (needsWords(result) && lengthOf(text) < WORDS_LEAST) return t('tooShort', { n: WORDS_LEAST })
  return lengthOf(text) > WORDS_MOST ? t('tooLong', { n: WORDS_MOST }) : ''
}

/** A sentence to begin with, from what was reported and what the unit or the office answered. */
export function scriptOf(issue: Issue, now: Date): string {
  return `${t('scriptSaid', { day: dayOf(issue.reportedAt, now), what: issue.title })}${answerIn(issue)}${t('scriptAsk')}`
}

function answerIn({ steps, round, leadUnit, outcome, closure }: Issue): string {
  const last = (name: string) => steps.find((step) => step.command === name && step.round === round)
  const done = last('respond')?.words
  if (done) return t('scriptDone', { unit: leadUnit?.name ?? '', what: done })
  const told = last('answer') // an officer reads what the office told, not what the unit wrote to it
  if (told) return t('scriptTold', { what: told.text })
  return outcome === 'on_the_spot' && closure ? t('scriptSpot', { what: closure.whatDone }) : ''
}

/** How often nobody was reached in this round. */
export function triesOf(issue: Issue, by: 'call_back' | 'spot_check' = 'call_back'): number {
  return issue.steps.filter(({ command, round }) => command === by && round === issue.round).length
}

export function actionOf(result: CallBackResult | '', tries: number): { action: string; note?: string } {
  if (result === 'UNSATISFIED') return { action: t('callAgainRound'), note: t('callAgainNote') }
  if (result === 'NO_ANSWER') {
    const last = tries + 1 >= TRIES
    return last ? { action: t('callUnverified'), note: t('callUnverifiedNote') } : { action: t('callTomorrow', { n: tries + 2 }) }
  }
  return { action: result === '' ? t('callNote') : t('callClose') }
}

/** Of what was solved on the spot: closed already, so nothing is closed by it. */
export function checkActionOf(result: SpotCheckResult | '', tries: number): { action: string; note?: string } {
  if (result === 'UNSATISFIED') return { action: t('checkAgain'), note: t('checkAgainNote') }
  if (result !== 'NO_ANSWER') return { action: t('callNote') }
  return tries + 1 >= TRIES ? { action: t('checkRest'), note: t('callUnverifiedNote') } : { action: t('callTomorrow', { n: tries + 2 }) }
}
