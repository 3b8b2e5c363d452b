/**
 * What the phone remembers of people across starts: the copy of Me of the one who is in, whose letters may be here,
 * and the grant chosen last. Small and needed before anything else, so in localStorage, not in a person's database.
 *
 * Chromium writes localStorage seconds later: killed before that, it starts without. So the same lies in the shared
 * database, under a count; at the start the copy with the higher count is right.
 */
import { keepFact, readFact } from '@/db/shared'

import type { KeptMe, Me } from './me'

export interface KnownPerson {
  id: string
  tail: string // last four figures of the phone number: enough to know oneself, not enough for others
}

const ME = 'blt-me'
const KNOWN = 'blt-known'
const DISTRICT = 'blt-district'
const COUNT = 'blt-who'
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
  copyWho()
  return kept
}

/** The district this phone worked for last; '' on a new phone. */
export function districtName(): string {
  return localStorage.getItem(DISTRICT) ?? ''
}

/** Forget who is in. Who was here stays known, because their letters may be. */
export function forgetMe(): void {
  localStorage.removeItem(ME)
  copyWho()
}

interface Copy {
  count: number
  texts: Record<string, string | null>
}

// Module state: one copy after the other, so that the last one stays.
let copying: Promise<void> = Promise.resolve()

function copyWho(): void {
  const count = Number(localStorage.getItem(COUNT) ?? 0) + 1
  localStorage.setItem(COUNT, String(count))
  const copy: Copy = { count, texts: Object.fromEntries([ME, KNOWN, DISTRICT].map((key) => [key, localStorage.getItem(key)])) }
  copying = copying
    .then(() => keepFact('who', JSON.stringify(copy)))
    .catch((failure: Error) => console.info('who is in lies in localStorage only:', failure.name))
}

/** Resolves when who is in would be known after a kill. */
export function whoCopied(): Promise<void> {
  return copying
}

const PATIENCE_MS = 1_500 // a database that does not open must not keep the page away

/** At the start, before anything is read: what localStorage lost comes back. */
export async function recallWho(): Promise<void> {
  const patience = new Promise<null>((done) => setTimeout(() => done(null), PATIENCE_MS))
  const text = await Promise.race([readFact('who').catch(() => null), patience])
  const copy = text === null ? null : (JSON.parse(text) as Copy)
  if (copy === null || copy.count <= Number(localStorage.getItem(COUNT) ?? 0)) return
  for (const [key, kept] of Object.entries(copy.texts)) {
    if (kept === null) localStorage.removeItem(key)
    else localStorage.setItem(key, kept)
  }
  localStorage.setItem(COUNT, String(copy.count))
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
