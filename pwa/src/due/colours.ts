/** The colour of a deadline and when it changes: the twin of backend/calendar/colours.py. */
import { add, between, civilDay, dayStart, nthLast, type Day, type WorkingDays } from './days'
import { lastExtension, pausedDays, type Due, type DueInputs } from './deadlines'

export type ColourWord = 'blue' | 'yellow' | 'red' | 'stop'
export type Step = 'yellow' | 'red' | 'red_3' | 'red_5'

/** What besides the inputs makes the colour: the clock stands, the day of the last note, a response sent back. */
export interface Standing {
  suspended?: boolean
  lastNote?: Day | null
  sentBack?: boolean
}

export interface Colour {
  word: ColourWord
  left: number // working days after today, the due day counted; 0 on the day itself and later
  overdue: number // working days after the due day, today counted
}

export interface Change {
  at: Date // from this moment
  to: Step
}

export const QUIET_AFTER_WD = 5 // without a note
const ESCALATE_AFTER_WD = 3
const LEADER_AFTER_WD = 5

export function colourOf(due: Due, inputs: DueInputs, now: Date, days: WorkingDays, standing: Standing = {}): Colour {
  const toGo = between(civilDay(now), due.on, days)
  return { word: wordOf(due, inputs, now, days, standing), left: Math.max(toGo, 0), overdue: Math.max(-toGo, 0) }
}

function wordOf(due: Due, inputs: DueInputs, now: Date, days: WorkingDays, standing: Standing): ColourWord {
  if (standing.suspended) return 'stop'
  if (now > due.at) return 'red'
  return standing.sentBack || now >= yellowAt(due, inputs, days, standing.lastNote) ? 'yellow' : 'blue'
}

/** All that will come of itself, in order of time. */
export function changesOf(due: Due, inputs: DueInputs, days: WorkingDays, lastNote?: Day | null): Change[] {
  return [
    { at: yellowAt(due, inputs, days, lastNote), to: 'yellow' },
    { at: new Date(due.at.getTime() + 1000), to: 'red' },
    { at: dayStart(add(due.on, ESCALATE_AFTER_WD, days)), to: 'red_3' },
    { at: dayStart(add(due.on, LEADER_AFTER_WD, days)), to: 'red_5' },
  ]
}

/** When to look again; null while suspended and after the last change. */
export function nextChangeAt(due: Due, inputs: DueInputs, now: Date, days: WorkingDays, standing: Standing = {}): Date | null {
  if (standing.suspended) return null
  return changesOf(due, inputs, days, standing.lastNote).find((step) => step.at > now)?.at ?? null
}

/** A quarter of the working days given, at least one. */
export function yellowFromDaysLeft(due: Due, inputs: DueInputs, days: WorkingDays): number {
  const start = civilDay(inputs.from)
  const given = between(start, due.on, days) - pausedDays(inputs.pauses, start, due.on, days)
  return Math.max(1, Math.floor(given / 4))
}

/** Whether the hours count, rather than working days: until an extension names a day. */
export function byHours(inputs: DueInputs): boolean {
  return inputs.period.unit === 'h' && !lastExtension(inputs)
}

/** Yellow because the time is near, whatever was noted. */
export function nearAt(due: Due, inputs: DueInputs, days: WorkingDays): Date {
  if (byHours(inputs)) return new Date(due.at.getTime() - (inputs.period.amount * 3_600_000) / 4)
  return dayStart(nthLast(due.on, yellowFromDaysLeft(due, inputs, days) + 1, days))
}

/** Yellow because nothing was noted for so long. */
export function quietAt(inputs: DueInputs, days: WorkingDays, lastNote?: Day | null): Date {
  return dayStart(add(quietSince(inputs, lastNote), QUIET_AFTER_WD, days))
}

/** Never before the start, nor after the due moment. */
function yellowAt(due: Due, inputs: DueInputs, days: WorkingDays, lastNote?: Day | null): Date {
  const first = Math.min(nearAt(due, inputs, days).getTime(), quietAt(inputs, days, lastNote).getTime())
  return new Date(Math.min(Math.max(first, inputs.from.getTime()), due.at.getTime()))
}

/** The last note, or the start; nobody writes notes while the clock stands. */
function quietSince(inputs: DueInputs, lastNote?: Day | null): Day {
  const resumed = inputs.pauses.flatMap((pause) => pause.until ?? [])
  return [lastNote ?? civilDay(inputs.from), ...resumed].reduce((last, day) => (day > last ? day : last))
}
