/** Times of digests and quiet hours in words. Pure. Times are HH:MM on the district's clock. */
import { t } from './words'

export function digestWords(times: readonly string[]): string {
  return times.length > 0 ? t('digestOn', { times: times.join(t('comma')) }) : t('digestOff')
}

export function quietWords(from: string | null, until: string | null): string {
  if (!from || !until) return t('quietNone')
  return t(from < until ? 'quietHours' : 'quietOvernight', { from, until })
}

/** What hinders these hours from being kept; '' nothing. */
export function quietTrouble(from: string, until: string): string {
  return from && until && from !== until ? '' : t('quietNeedsBoth')
}
