/** What is said of an enterprise before one goes there. Pure. */
import type { Card } from './rows'

type Officer = Card['officers'][number]

/** 'units': that many units were there; 'visits': some came more than once. null: the reminder is not due. */
export function limitReached({ visitsThisMonth, visitsPerMonthLimit }: Card): { by: 'units' | 'visits'; n: number } | null {
  const n = visitsThisMonth.length
  if (visitsPerMonthLimit <= 0 || n < visitsPerMonthLimit) return null
  const units = new Set(visitsThisMonth.map(({ unitName }) => unitName)).size
  return { by: units === n ? 'units' : 'visits', n }
}

/** Days in a row as one span; both ends belong to it. */
export function daySpans(days: readonly string[]): { from: string; to: string }[] {
  const spans: { from: string; to: string }[] = []
  for (const day of [...days].sort()) {
    const last = spans.at(-1)
    if (last && nextDay(last.to) === day) last.to = day
    else spans.push({ from: day, to: day })
  }
  return spans
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10) // bare days count in UTC: no summer time
}

/** The day on the phone's own clock, as the contract writes days. */
export function civilDay(at: Date): string {
  const two = (figure: number): string => String(figure).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
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
