/** Working time on the phone: the twin of backend/calendar/spans.py. */
import { add, civilDay, dayStart, isWorking, type Day, type WorkingDays } from './days'

/** So many working hours, or working days, each as long as the office is open on it. */
export interface WorkingSpan {
  amount: number
  unit: 'wh' | 'wd'
}

export const MOST: Readonly<Record<WorkingSpan['unit'], number>> = { wh: 90, wd: 30 }

const HOUR_MS = 3_600_000
const OPENS_H = 8.5
const CLOSES_H = 17.5

/** "2wh" or "1wd"; null for anything else, for none and for too much. */
export function spanOf(text: string): WorkingSpan | null {
  const found = /^([1-9]\d?)(wh|wd)$/.exec(text)
  const span = found && { amount: Number(found[1]), unit: found[2] as WorkingSpan['unit'] }
  return span && span.amount <= MOST[span.unit] ? span : null
}

export function hoursIn({ amount, unit }: WorkingSpan): number {
  return unit === 'wd' ? amount * (CLOSES_H - OPENS_H) : amount
}

/** The moment by which the office has worked this long since `start`; just full at closing time: that evening. */
export function afterWorking(span: WorkingSpan, start: Date, days: WorkingDays): Date {
  let left = hoursIn(span) * HOUR_MS
  let at = nextWorkingTime(start, days)
  for (;;) {
    const day = civilDay(at)
    const room = hourOf(day, CLOSES_H).getTime() - at.getTime()
    if (room >= left) return new Date(at.getTime() + left)
    left -= room
    at = hourOf(add(day, 1, days), OPENS_H)
  }
}

/** `at` itself when the office is at work, else the next opening. */
export function nextWorkingTime(at: Date, days: WorkingDays): Date {
  const day = civilDay(at)
  if (!isWorking(day, days) || at >= hourOf(day, CLOSES_H)) return hourOf(add(day, 1, days), OPENS_H)
  const opening = hourOf(day, OPENS_H)
  return at > opening ? at : opening
}

function hourOf(day: Day, hour: number): Date {
  return new Date(dayStart(day).getTime() + hour * HOUR_MS)
}
