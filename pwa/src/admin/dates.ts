/** Days as forms ask for them, moments as the server keeps them. A last day is still in force: it ends at the next midnight. */
const DAY_MS = 86_400_000
const CHINA_MS = 8 * 3_600_000

/** `2026-03-01` in China's time. */
export function dayIn(at: string | Date): string {
  return new Date(new Date(at).getTime() + CHINA_MS).toISOString().slice(0, 10)
}

/** The first moment of a day; '' stays ''. */
export function startOf(day: string): string {
  return day && new Date(`${day}T00:00:00+08:00`).toISOString()
}

/** The moment after a last day; null without one. */
export function endOf(day: string): string | null {
  return day ? new Date(Date.parse(`${day}T00:00:00+08:00`) + DAY_MS).toISOString() : null
}

/** What holds from a moment until another, or for good. */
export interface Period {
  id: string
  fromAt: string
  untilAt: string | null
}

/** Ended before its first day. */
export const neverBegan = ({ fromAt, untilAt }: Period): boolean => untilAt !== null && Date.parse(untilAt) <= Date.parse(fromAt)

export const hasEnded = (one: Period): boolean => neverBegan(one) || (one.untilAt !== null && Date.parse(one.untilAt) <= Date.now())

/** The last day of a period that ends at this moment; '' for none. */
export function lastDay(untilAt: string | null | undefined): string {
  return untilAt ? dayIn(new Date(Date.parse(untilAt) - 1)) : ''
}
