/** What the simulator says to what was typed: the reckoning of a due date on days of one's own choice. */
import { changesOf, type Step } from './colours'
import { add, civilDay, type Day, type WorkingDays } from './days'
import { dueOf, type Due, type Extension, type Pause, type Period } from './deadlines'
import { sentenceOf } from './sentence'

export interface Trial {
  on: Day
  time: string // 15:02
  rule: string
  period: Period
  pauses: { from: Day | ''; until: Day | '' }[]
  decided: Day | ''
  granted: Day | ''
}

export interface Outcome {
  due: Due
  sentence: string
  changes: { at: Date; to: Step }[]
}

export function freshTrial(now: Date): Trial {
  const period: Period = { amount: 15, unit: 'wd' }
  return { on: civilDay(now), time: '09:00', rule: 'normal', period, pauses: [], decided: '', granted: '' }
}

/** Null while what was typed is not enough. Rows that are half filled in count for nothing yet. */
export function outcomeOf(trial: Trial, days: WorkingDays, now: Date): Outcome | null {
  const from = new Date(`${trial.on}T${trial.time || '09:00'}:00+08:00`)
  if (Number.isNaN(from.getTime()) || trial.period.amount < 1) return null
  const pauses: Pause[] = trial.pauses.flatMap((one) => (one.from ? { from: one.from, until: one.until || null } : []))
  const extensions: Extension[] = trial.granted ? [{ due: trial.granted, decided: trial.decided || trial.on }] : []
  const inputs = { from, period: trial.period, pauses, extensions, rule: trial.rule }
  const due = dueOf(inputs, days)
  return { due, sentence: sentenceOf(due, inputs, days, now), changes: changesOf(due, inputs, days) }
}

/** A pause to begin with: the next working day, for a working week. */
export function freshPause(trial: Trial, days: WorkingDays): { from: Day; until: Day } {
  const from = add(trial.on || civilDay(new Date()), 1, days)
  return { from, until: add(from, 5, days) }
}
