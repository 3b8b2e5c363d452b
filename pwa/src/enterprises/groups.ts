/** How a list of enterprises is cut: by what is wanted, by distance, by own visits, by street. Pure. */
import type { DirectoryRow } from './rows'

import { metresBetween } from '@/place/place'

export type Wanted = 'all' | 'open' | 'unvisited'

export const UNVISITED_AFTER_DAYS = 90
const NEAREST = 2
const RECENT = 3

interface Point {
  latDeg: number
  lngDeg: number
}

export interface Groups {
  nearest: { row: DirectoryRow; metres: number }[]
  recent: { row: DirectoryRow; at: Date }[]
  rest: DirectoryRow[] // by street, then by pinyin
}

/** Visited by nobody for 90 days, or never. Says something about the enterprise, nothing about an officer. */
export function isUnvisited(row: DirectoryRow, now: Date): boolean {
  if (row.lastVisitOn === null) return true
  const days = (now.getTime() - new Date(`${row.lastVisitOn}T00:00:00`).getTime()) / 86_400_000
  return Math.floor(days) > UNVISITED_AFTER_DAYS
}

export function fits(row: DirectoryRow, wanted: Wanted, now: Date): boolean {
  if (wanted === 'open') return row.openIssues > 0
  return wanted === 'all' || isUnvisited(row, now)
}

export function counts(rows: readonly DirectoryRow[], now: Date): Record<Exclude<Wanted, 'all'>, number> {
  const count = (wanted: Wanted): number => rows.reduce((sum, row) => sum + Number(fits(row, wanted, now)), 0)
  return { open: count('open'), unvisited: count('unvisited') }
}

export function byStreet(rows: readonly DirectoryRow[]): DirectoryRow[] {
  const key = (row: DirectoryRow): string => `${row.region} ${row.pinyin} ${row.id}`
  return rows
    .map((row) => ({ row, key: key(row) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ row }) => row)
}

/** The two nearest where a position is known, then where this officer was last, then the rest. Nobody stands twice. */
export function grouped(rows: readonly DirectoryRow[], here: Point | null, visits: ReadonlyMap<string, Date>): Groups {
  const nearest = here ? nearestOf(rows, here) : []
  const shown = new Set(nearest.map(({ row }) => row.id))
  const recent = rows
    .flatMap((row) => (visits.has(row.id) && !shown.has(row.id) ? [{ row, at: visits.get(row.id)! }] : []))
    .sort((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, RECENT)
  for (const { row } of recent) shown.add(row.id)
  return { nearest, recent, rest: byStreet(rows.filter((row) => !shown.has(row.id))) }
}

function nearestOf(rows: readonly DirectoryRow[], here: Point): Groups['nearest'] {
  return rows
    .flatMap((row) => {
      const { latDeg, lngDeg } = row
      return latDeg === null || lngDeg === null ? [] : [{ row, metres: metresBetween(here, { latDeg, lngDeg }) }]
    })
    .sort((a, b) => a.metres - b.metres)
    .slice(0, NEAREST)
}
