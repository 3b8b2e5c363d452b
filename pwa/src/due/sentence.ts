/**
 * The sentence that explains a due date: from when, how long, which days do not count, what stood still, what was granted,
 * and when it turns yellow. Everything in it follows from the stored inputs and the calendar.
 */
import { byHours, nearAt, quietAt, yellowFromDaysLeft, type Standing } from './colours'
import { civilDay, isProvisional, isWeekend, isWorking, span, type Day, type WorkingDays } from './days'
import { dayList } from './dayList'
import { lastExtension, pausedDays, type Due, type DueInputs, type Pause, type Period } from './deadlines'
import { t } from './words'

import { deadlineOf, momentOf } from '@/ui/when'

const WEEKEND_NAMED_MAX = 8 // more days of week-ends are a number

export function sentenceOf(due: Due, inputs: DueInputs, days: WorkingDays, now: Date, standing: Standing = {}): string {
  return [
    started(inputs, now, standing),
    ...skipped(due, inputs, days, now),
    ...moves(due, inputs, days, now),
    ...yellow(due, inputs, days, now, standing),
  ]
    .join('')
    .replace(/(\p{Script=Han})(?=\d)/gu, '$1 ') // 到明天, but 到 11 月 30 日
    .trim()
}

export function periodWords(period: Period): string {
  return t(period.unit === 'h' ? 'hours' : 'workingDays', { n: period.amount })
}

function started(inputs: DueInputs, now: Date, standing: Standing): string {
  const hours = inputs.period.unit === 'h'
  const day = hours ? `${momentOf(inputs.from, now)} ` : deadlineOf(civilDay(inputs.from), now)
  const given = { day, period: periodWords(inputs.period) }
  return (standing.sentBack ? t('fromAgain', given) : ruleWords(inputs.rule, given)) + (hours ? t('roundTheClock') : '')
}

function ruleWords(rule: string, given: { day: string; period: string }): string {
  switch (rule) {
    case 'decide': return t('from_decide', given)
    case 'author_amends': return t('from_author_amends', given)
    case 'acknowledge': return t('from_acknowledge', given)
    case 'normal': return t('from_normal', given)
    case 'complex': return t('from_complex', given)
    case 'urgent_24h': return t('from_urgent_24h', given)
    case 'urgent_2h': return t('from_urgent_2h', given)
    case 'look_at_response': return t('from_look_at_response', given)
    case 'answer': return t('from_answer', given)
    case 'call_back': return t('from_call_back', given)
    case 'clue_acknowledge': return t('from_clue_acknowledge', given)
    default: return t('fromOther', given)
  }
}

/** 「11 月 30 日前办完」, or what else is awaited until then. */
export function byWhen(rule: string, when: string): string {
  return awaited(rule, { when }).replace(/(\d)(?=\p{Script=Han})/u, '$1 ') // 23:59 前, but 11 月 30 日前
}

function awaited(rule: string, given: { when: string }): string {
  switch (rule) {
    case 'decide': return t('by_decide', given)
    case 'author_amends': return t('by_author_amends', given)
    case 'look_at_response': return t('by_look_at_response', given)
    case 'answer': return t('by_answer', given)
    case 'call_back': return t('by_call_back', given)
    case 'acknowledge':
    case 'clue_acknowledge': return t('by_acknowledge', given)
    default: return t('by_other', given)
  }
}

/** The days between that do not count, or count against their weekday. A date that was granted counts nothing. */
function skipped(due: Due, inputs: DueInputs, days: WorkingDays, now: Date): string[] {
  if (inputs.period.unit === 'h' || lastExtension(inputs)) return due.provisional ? [guess(due)] : []
  const all = span(civilDay(inputs.from), due.on)
  const free = all.filter((day) => !isWorking(day, days))
  const holiday = (day: Day) => !isProvisional(day, days) && days.daysOff.has(day)
  const holidays = free.filter(holiday)
  const weekend = free.filter((day) => !holiday(day))
  const madeUp = all.filter((day) => isWorking(day, days) && isWeekend(day))
  const said: string[] = []
  if (weekend.length > WEEKEND_NAMED_MAX) said.push(t('weekendMany', { n: weekend.length }))
  else if (weekend.length > 0) said.push(t('weekend', { days: dayList(weekend, now) }))
  if (holidays.length > 0) said.push(t('holiday', { days: dayList(holidays, now) }))
  if (madeUp.length > 0) said.push(t('makeUp', { days: dayList(madeUp, now) }))
  if (due.provisional) said.push(guess(due))
  return said
}

function guess(due: Due): string {
  return t('guess', { year: due.on.slice(0, 4) })
}

function moves(due: Due, inputs: DueInputs, days: WorkingDays, now: Date): string[] {
  const start = civilDay(inputs.from)
  const pauses = inputs.pauses.filter((one) => one.until === null || one.until > one.from)
  if (pauses.length === 0 && inputs.extensions.length === 0) return [t('neither')]
  const stood = pauses.map((one) => pauseWords(one, due, inputs, days, now))
  const granted = inputs.extensions.map(({ due: on, decided }) =>
    decided === start
      ? t('chosen', { due: deadlineOf(on, now) })
      : t('extended', { decided: deadlineOf(decided, now), due: deadlineOf(on, now) }),
  )
  return [...(stood.length > 0 ? stood : [t('noPause')]), ...(granted.length > 0 ? granted : [t('noExtension')])]
}

function pauseWords(pause: Pause, due: Due, inputs: DueInputs, days: WorkingDays, now: Date): string {
  const from = deadlineOf(pause.from, now)
  if (pause.until === null) return t('pausing', { from })
  const told = { from, until: deadlineOf(pause.until, now) }
  if (byHours(inputs)) return t('pausedHours', told)
  return t('paused', { ...told, n: pausedDays([pause], civilDay(inputs.from), due.on, days) })
}

function yellow(due: Due, inputs: DueInputs, days: WorkingDays, now: Date, standing: Standing): string[] {
  if (standing.sentBack) return [t('yellowSentBack')]
  const left = byHours(inputs)
    ? hoursWords(inputs.period.amount / 4)
    : t('workingDays', { n: yellowFromDaysLeft(due, inputs, days) })
  const quiet = quietAt(inputs, days, standing.lastNote)
  const soon = t('yellowFrom', { left })
  return quiet < nearAt(due, inputs, days) ? [soon, t('yellowQuiet', { day: deadlineOf(civilDay(quiet), now) })] : [soon]
}

function hoursWords(hours: number): string {
  return Number.isInteger(hours) ? t('hours', { n: hours }) : t('minutes', { n: hours * 60 })
}
