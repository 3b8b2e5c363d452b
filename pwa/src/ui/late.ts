/** When something was done, in words; what was written offline tells when it was written and when it arrived. */
import { t } from './words'
import { momentOf, timeOf } from './when'

const LATE_MS = 10 * 60_000 // as the server says (backend/visits/rules.py, LATE_AFTER)

export interface Told {
  at: string // when the server had it
  deviceAt: string | null // when it was sealed, by the phone's clock
}

export function doneAt({ at, deviceAt }: Told, now: Date): string {
  if (!deviceAt || Date.parse(at) - Date.parse(deviceAt) <= LATE_MS) return momentOf(at, now)
  const sameDay = new Date(at).toDateString() === new Date(deviceAt).toDateString()
  return t('late', { moment: momentOf(deviceAt, now), arrived: sameDay ? timeOf(at) : momentOf(at, now) })
}
