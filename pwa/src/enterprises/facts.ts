/** What is said of an enterprise before one goes there. Pure. */
import type { Card, DirectoryRow } from './rows'

import { civilDay, plus } from '@/due/days'

type Officer = Card['officers'][number]
type Came = Card['visitsThisMonth']

/** The visits of the month in which `now` falls (UTC+8). A copy on the phone may be of the month before. */
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

/** 'units': that many units were there; 'visits': some came more than once. null: the reminder is not due. */
export function limitReached({ visitsThisMonth, visitsPerMonthLimit: most }: Card, now: Date): { by: 'units' | 'visits'; n: number } | null {
  const came = cameThisMonth(visitsThisMonth, now)
  if (most <= 0 || came.length < most) return null
  const units = new Set(came.map(({ unitName }) => unitName)).size
  return { by: units === came.length ? 'units' : 'visits', n: came.length }
}

/** Days in a row as one span; both ends belong to it. */
export function daySpans(days: readonly string[]): { from: string; to: string }[] {
  const spans: { from: string; to: string }[] = []
  for (const day of [...days].sort()) {
    const last = spans.at(-1)
    if (last && plus(last.to, 1) === day) last.to = day
    else spans.push({ from: day, to: day })
  }
  return spans
}

/** 13800000031 as one reads it aloud: 138 0000 0031. */
export function spacedPhone(phone: string): string {
  return /^\d{11}$/.test(phone) ? phone.replace(/^(\d{3})(\d{4})(\d{4})$/, '$1 $2 $3') : phone
}

/** Whether this officer is the reader: names alone can be shared. */
export function isReader(officer: Officer, me: { name: string; phone: string; unit: { name: string } | null } | undefined): boolean {
  if (!me || officer.name !== me.name) return false
  return officer.phone ? officer.phone === me.phone : officer.unitName === me.unit?.name
}
