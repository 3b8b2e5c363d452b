/** What is said of an enterprise before one goes there. Pure. */
import type { Card } from './rows'
import { cameThisMonth } from './thisMonth'

import { plus } from '@/due/day'

type Officer = Card['officers'][number]

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
