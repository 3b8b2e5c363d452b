/** Working days on the phone: the twin of backend/calendar/rules.py. */
import { civilDay, DAY_MS, plus, ZONE_MS, type Day } from './day'

export { civilDay, plus, type Day }

export interface WorkingDays {
  version: number
  knownUntil: Day // last day of the last published year; what lies beyond is provisional
  daysOff: ReadonlySet<Day>
  makeUpDays: ReadonlySet<Day>
}

export interface KeptWorkingDays {
  version: number
  knownUntil: Day
  daysOff: readonly Day[]
  makeUpDays: readonly Day[]
}

export function workingDaysOf(kept: KeptWorkingDays): WorkingDays {
  return { ...kept, daysOff: new Set(kept.daysOff), makeUpDays: new Set(kept.makeUpDays) }
}

export function dayStart(day: Day): Date {
  return new Date(Date.parse(day) - ZONE_MS)
}

/** The days after `after`, up to and including `until`. */
export function span(after: Day, until: Day): Day[] {
  const count = Math.max(0, Math.round((Date.parse(until) - Date.parse(after)) / DAY_MS))
  return Array.from({ length: count }, (_, n) => plus(after, n + 1))
}

export function isWeekend(day: Day): boolean {
  return [0, 6].includes(new Date(Date.parse(day)).getUTCDay())
}

export function isProvisional(day: Day, days: WorkingDays): boolean {
  return day > days.knownUntil
}

export function isWorking(day: Day, days: WorkingDays): boolean {
  if (!isProvisional(day, days)) {
    if (days.makeUpDays.has(day)) return true
    if (days.daysOff.has(day)) return false
  }
  return !isWeekend(day)
}

/** The `count`-th working day after `start`; none asked for: `start` itself. */
export function add(start: Day, count: number, days: WorkingDays): Day {
  let day = start
  for (let left = count; left > 0; ) {
    day = plus(day, 1)
    if (isWorking(day, days)) left -= 1
  }
  return day
}

/** The `nth` working day from the end, `end` itself being the first if it is worked. */
export function nthLast(end: Day, nth: number, days: WorkingDays): Day {
  let day = end
  for (let left = nth; ; day = plus(day, -1)) {
    if (isWorking(day, days) && --left <= 0) return day
  }
}

/** Working days after `start` up to and including `end`; negative if `end` is before. */
export function between(start: Day, end: Day, days: WorkingDays): number {
  if (end < start) return -between(end, start, days)
  return span(start, end).filter((day) => isWorking(day, days)).length
}
