/** What this phone remembers of its doorbell, across starts: whose it is at the server, and who wants or declined it. */
import type { Told } from './plan'

const TOLD = 'blt-doorbell'
const wishKey = (personId: string): string => `blt-push-${personId}`

export function toldLast(): Told | null {
  try {
    const told = JSON.parse(localStorage.getItem(TOLD) ?? 'null') as Partial<Told> | null
    return told?.personId && told.endpoint && told.doorbellId ? (told as Told) : null
  } catch {
    return null // cut in the middle by a full phone: told again
  }
}

export function keepTold(told: Told | null): void {
  if (told) localStorage.setItem(TOLD, JSON.stringify(told))
  else localStorage.removeItem(TOLD)
}

/** on: turned on here; no: offered, and not wanted; null: never said. */
export function wishOf(personId: string): 'on' | 'no' | null {
  const said = localStorage.getItem(wishKey(personId))
  return said === 'on' || said === 'no' ? said : null
}

export function keepWish(personId: string, wish: 'on' | 'no'): void {
  localStorage.setItem(wishKey(personId), wish)
}
