/** A due date from what is stored beside it: the twin of backend/calendar/deadlines.py. */
import { add, civilDay, dayStart, isProvisional, isWorking, span, type Day, type WorkingDays } from './days'

export interface Period {
  amount: number
  unit: 'wd' | 'h' // working days, or hours round the clock
}

/** The clock stands from `from`; the day it goes on (`until`) counts. No end yet: it moves no date. */
export interface Pause {
  from: Day
  until: Day | null
}

export interface Extension {
  due: Day
  decided: Day
}

export interface DueInputs {
  from: Date
  period: Period
  pauses: readonly Pause[]
  extensions: readonly Extension[]
  rule: string // key of the setting deadline_rules
}

export interface Due {
  at: Date // the last moment in time
  on: Day
  provisional: boolean
}

const HOUR_MS = 3_600_000
const SECOND_MS = 1000

interface Stored {
  from_at: string
  period: string
  pauses: { from_on: Day; until_on: Day | null }[]
  extensions: { due_on: Day; decided_on: Day }[]
  rule: string
}

/** "5wd" or "24h"; null for anything else. */
export function periodOf(text: string): Period | null {
  const found = /^([1-9]\d{0,3})(wd|h)$/.exec(text)
  return found && { amount: Number(found[1]), unit: found[2] as Period['unit'] }
}

/** What the server stores beside a due date; null when it is of a kind this version does not know. */
export function inputsOf(stored: object): DueInputs | null {
  const { from_at, period, pauses, extensions, rule } = stored as Partial<Stored>
  const read = periodOf(period ?? '')
  const from = new Date(from_at ?? '')
  if (!read || Number.isNaN(from.getTime())) return null
  return {
    from,
    period: read,
    pauses: (pauses ?? []).map((one) => ({ from: one.from_on, until: one.until_on })),
    extensions: (extensions ?? []).map((one) => ({ due: one.due_on, decided: one.decided_on })),
    rule: rule ?? '',
  }
}

/**
 * The due date that follows from the inputs. The last extension sets the day. Each working day that a pause covers after
 * that decision (or after the start) moves it by one; hours stand still in a pause.
 */
export function dueOf(inputs: DueInputs, days: WorkingDays): Due {
  const extension = lastExtension(inputs)
  const start = civilDay(inputs.from)
  if (extension) {
    const on = moved(extension.decided, extension.due, inputs.pauses, days)
    return { at: endOf(on), on, provisional: isProvisional(on, days) && on !== extension.due }
  }
  if (inputs.period.unit === 'h') {
    const at = hoursAfter(inputs)
    return { at, on: civilDay(at), provisional: false }
  }
  const on = moved(start, add(start, inputs.period.amount, days), inputs.pauses, days)
  return { at: endOf(on), on, provisional: isProvisional(on, days) }
}

/** The one decided last; of one day, the later in the list. */
export function lastExtension({ extensions }: DueInputs): Extension | undefined {
  return extensions.reduce<Extension | undefined>((last, one) => (last && last.decided > one.decided ? last : one), undefined)
}

/** Working days after `after` up to and including `until` that a pause covers. */
export function pausedDays(pauses: readonly Pause[], after: Day, until: Day, days: WorkingDays): number {
  const holds = (day: Day) => pauses.some((one) => one.until !== null && one.from <= day && day < one.until)
  return span(after, until).filter((day) => isWorking(day, days) && holds(day)).length
}

/** Moved until it stands still: a moved date may reach into the next pause. */
function moved(after: Day, due: Day, pauses: readonly Pause[], days: WorkingDays): Day {
  let on = due
  for (;;) {
    const then = add(due, pausedDays(pauses, after, on, days), days)
    if (then === on) return on
    on = then
  }
}

/** 23:59:59 of the day. */
function endOf(day: Day): Date {
  return new Date(dayStart(day).getTime() + 24 * HOUR_MS - SECOND_MS)
}

function hoursAfter(inputs: DueInputs): Date {
  let at = inputs.from.getTime()
  let end = at + inputs.period.amount * HOUR_MS
  const ordered = [...inputs.pauses].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
  for (const pause of ordered) {
    if (pause.until === null) continue
    const standsFrom = Math.max(dayStart(pause.from).getTime(), at)
    const goesOn = dayStart(pause.until).getTime()
    if (standsFrom > end || goesOn <= standsFrom) continue
    end += goesOn - standsFrom
    at = goesOn // what overlaps is not counted twice
  }
  return new Date(end)
}
