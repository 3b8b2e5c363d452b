/** Days in a sentence: 11 月 21、22 日; three and more in a row as a span: 10 月 1 日至 8 日. */
import { plus, type Day } from './days'

import { language } from '@/locales/words'

const SPAN_FROM = 3

/** `days` in order. The year is named when it is not that of `now`. */
export function dayList(days: readonly Day[], now: Date): string {
  const year = now.getFullYear()
  const pieces: string[] = []
  let loose: Day[] = []
  const flush = () => {
    if (loose.length > 0) pieces.push(...byMonth(loose).map((month) => monthOf(month, year)))
    loose = []
  }
  for (const run of runsOf(days)) {
    if (run.length < SPAN_FROM) {
      loose.push(...run)
      continue
    }
    flush()
    pieces.push(spanOf(run[0]!, run.at(-1)!, year))
  }
  flush()
  return pieces.join(language.value === 'en' ? ', ' : '、')
}

function runsOf(days: readonly Day[]): Day[][] {
  const runs: Day[][] = []
  for (const day of days) {
    const last = runs.at(-1)
    if (last && plus(last.at(-1)!, 1) === day) last.push(day)
    else runs.push([day])
  }
  return runs
}

function byMonth(days: readonly Day[]): Day[][] {
  const months = new Map<string, Day[]>()
  for (const day of days) months.set(day.slice(0, 7), [...(months.get(day.slice(0, 7)) ?? []), day])
  return [...months.values()]
}

function monthOf(days: readonly Day[], year: number): string {
  const figures = days.map((day) => dayOf(day))
  if (language.value === 'en') return `${figures.join(', ')} ${monthName(days[0]!, year)}`
  return `${monthName(days[0]!, year)} ${figures.join('、')} 日`
}

function spanOf(first: Day, last: Day, year: number): string {
  if (language.value === 'en') return `${dayOf(first)} ${monthName(first, year)} to ${dayOf(last)} ${monthName(last, year)}`
  const until = first.slice(0, 7) === last.slice(0, 7) ? '' : `${monthName(last, year)} `
  return `${monthName(first, year)} ${dayOf(first)} 日至 ${until}${dayOf(last)} 日`
}

function monthName(day: Day, year: number): string {
  const other = Number(day.slice(0, 4)) !== year
  if (language.value === 'en') {
    const name = new Date(`${day}T00:00:00`).toLocaleDateString('en-GB', { month: 'short' })
    return other ? `${name} ${day.slice(0, 4)}` : name
  }
  return `${other ? `${day.slice(0, 4)} 年 ` : ''}${Number(day.slice(5, 7))} 月`
}

function dayOf(day: Day): number {
  return Number(day.slice(8))
}
