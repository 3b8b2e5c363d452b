/** Copies on the phone may be of another month than this one. Months are those of the office's calendar, UTC+8. Pure. */
import type { Card, DirectoryRow } from './rows'

import { civilDay } from '@/due/day'

type Came = Card['visitsThisMonth']

/** The visits of the month in which `now` falls. */
export function cameThisMonth(visits: Came, now: Date): Came {
  return visits.filter(({ on }) => on.slice(0, 7) === monthOf(now))
}

export function sameMonth(one: Date, other: Date): boolean {
  return monthOf(one) === monthOf(other)
}

function monthOf(at: Date): string {
  return civilDay(at).slice(0, 7)
}

/** The same of a row of the directory, which only counts them: when the last was of another month, it counted that one. */
export function visitsOf(row: Pick<DirectoryRow, 'visitsThisMonth' | 'lastVisitOn'>): Came {
  return Array.from({ length: row.visitsThisMonth }, () => ({ on: row.lastVisitOn ?? '', unitName: '' }))
}
