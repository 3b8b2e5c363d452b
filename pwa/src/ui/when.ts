/**
 * Dates as people say them: 今天 / 昨天 / 11 月 18 日, the year only when it is another one.
 * Civil days are those of the phone's own zone: the reader's wall clock.
 */
import { t } from './words'
import { language } from '@/locales/words'

export type Instant = Date | string | number

/** 10:41 */
export function timeOf(at: Instant): string {
  const date = asDate(at)
  return `${pad(date.getHours())}:${pad(date.getMinutes())}`
}

/** 今天, 昨天, 11 月 18 日, 2025 年 11 月 18 日. */
export function dayOf(at: Instant, now: Date): string {
  const date = asDate(at)
  const apart = Math.round((midnight(date) - midnight(now)) / 86_400_000)
  if (apart === 0) return t('today')
  if (apart === -1) return t('yesterday')
  if (apart === 1) return t('tomorrow')
  const sameYear = date.getFullYear() === now.getFullYear()
  if (language.value === 'en') {
    return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) })
  }
  const day = `${date.getMonth() + 1} 月 ${date.getDate()} 日`
  return sameYear ? day : `${date.getFullYear()} 年 ${day}`
}

/** 今天 10:41, 11 月 18 日 16:20. */
export function momentOf(at: Instant, now: Date): string {
  return `${dayOf(at, now)} ${timeOf(at)}`
}

/** A deadline: 11 月 25 日（周三）. */
export function deadlineOf(at: Instant, now: Date): string {
  const date = asDate(at)
  const weekday = date.toLocaleDateString(language.value === 'en' ? 'en-GB' : 'zh-CN', { weekday: 'short' })
  return language.value === 'en' ? `${dayOf(at, now)} (${weekday})` : `${dayOf(at, now)}（${weekday}）`
}

/** A bare civil day (2026-11-18) is that day everywhere, not midnight in Greenwich. */
function asDate(at: Instant): Date {
  if (typeof at === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(at)) return new Date(`${at}T00:00:00`)
  return new Date(at)
}

function midnight(date: Date): number {
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate())
}

function pad(figure: number): string {
  return String(figure).padStart(2, '0')
}
