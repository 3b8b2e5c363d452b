/**
 * What the phone remembers of people across starts: the copy of Me of the one who is in, whose letters may be here,
 * and the grant chosen last. Small and needed before anything else, so in localStorage, not in a person's database.
 */
import type { KeptMe, Me } from './me'

export interface KnownPerson {
  id: string
  tail: string // last four figures of the phone number: enough to know oneself, not enough for others
}

const ME = 'blt-me'
const KNOWN = 'blt-known'
const DISTRICT = 'blt-district'
const grantKey = (personId: string): string => `blt-grant-${personId}`

export function readMe(): KeptMe | null {
  return read<KeptMe>(ME)
}

export function keepMe(me: Me, now: Date): KeptMe {
  const kept: KeptMe = { me, answeredAt: now.toISOString() }
  write(ME, kept)
  const others = knownPersons().filter((one) => one.id !== me.person.id)
  write(KNOWN, [{ id: me.person.id, tail: me.person.phone.slice(-4) }, ...others])
  localStorage.setItem(DISTRICT, me.district.name)
  return kept
}

/** The district this phone worked for last; '' on a new phone. */
export function districtName(): string {
  return localStorage.getItem(DISTRICT) ?? ''
}

/** Forget who is in. Who was here stays known, because their letters may be. */
export function forgetMe(): void {
  localStorage.removeItem(ME)
}

export function knownPersons(): KnownPerson[] {
  return read<KnownPerson[]>(KNOWN) ?? []
}

export function chosenGrant(personId: string): string | null {
  return localStorage.getItem(grantKey(personId))
}

export function keepGrant(personId: string, grantId: string): void {
  localStorage.setItem(grantKey(personId), grantId)
}

function read<T>(key: string): T | null {
  const text = localStorage.getItem(key)
  if (!text) return null
  try {
    return JSON.parse(text) as T
  } catch {
    localStorage.removeItem(key) // cut in the middle by a full phone; the server tells it again
    return null
  }
}

function write(key: string, value: unknown): void {
  localStorage.setItem(key, JSON.stringify(value))
}
