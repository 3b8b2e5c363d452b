/** The second line of a row: the street, and what one wants to know besides. */
import type { DirectoryRow } from './rows'
import { streetOf } from './useDirectory'
import { t } from './words'

import { dayOf } from '@/ui/when'

export function lastVisit(row: DirectoryRow, now: Date): string {
  return line(row, row.lastVisitOn ? t('visitedOn', { day: dayOf(row.lastVisitOn, now) }) : t('neverVisited'))
}

export function visitedOwn(row: DirectoryRow, at: Date, now: Date): string {
  return line(row, t('wentOn', { day: dayOf(at, now) }))
}

/** Rounded as one would say it: a phone's position is no better. */
export function distance(row: DirectoryRow, metres: number): string {
  if (metres < 995) return line(row, t('metres', { n: Math.max(10, Math.round(metres / 10) * 10) }))
  return line(row, t('kilometres', { n: (metres / 1000).toFixed(1) }))
}

function line(row: DirectoryRow, fact: string): string {
  return `${streetOf(row.region)} · ${fact}`
}
