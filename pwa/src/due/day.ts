/**
 * A day is the text of a civil date (2026-11-17) of the office's calendar, UTC+8; texts of days compare as days do.
 * Apart from `days`, for pages that reckon no deadlines.
 */
export type Day = string

export const DAY_MS = 86_400_000
export const ZONE_MS = 8 * 3_600_000

/** The day on the office's wall calendar at this instant, whatever the phone's zone. */
export function civilDay(at: Date): Day {
  return new Date(at.getTime() + ZONE_MS).toISOString().slice(0, 10)
}

export function plus(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)
}
