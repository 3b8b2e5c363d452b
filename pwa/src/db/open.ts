/**
 * The phone's own databases: one for each person who works with it, and a small one for the phone itself.
 *
 * `drafts`, `photos`, `outbox` are the person's work: only the outbox clears them, after an acknowledgement, or the
 * person's own hand. `cache`, `directory` and `thumbs` are the server's and may go.
 */
import type { IDBPDatabase } from 'idb'

import { migrate, STEPS, type Step } from './migrations'
import { Database } from './phone'
import type { PhoneSchema } from './schema'

export type Phone = Database<PhoneSchema>

const open = new Map<string, Phone>() // module state: one connection per database and page

/** The database of one person on this phone. Another person signing in gets another one. */
export function phoneOf(personId: string): Phone {
  const known = open.get(personId)
  if (known) return known
  const made = phoneWith(`phone-${personId}`, STEPS)
  open.set(personId, made)
  return made
}

/** The same at an older version: for tests of migrations. */
export function phoneWith(name: string, steps: readonly Step[]): Phone {
  return new Database<PhoneSchema>(name, steps.length, (db, from, _to, change) =>
    migrate(db as unknown as IDBPDatabase<unknown>, from, change as never, steps),
  )
}

// Module state: the page has one person at a time, told by `usePhoneOf` when somebody signs in.
let current: { personId: string; phone: Phone } | null = null

/** From now on `phone()` is this person's; null: nobody is in. */
export function usePhoneOf(personId: string | null): void {
  current = personId === null ? null : { personId, phone: phoneOf(personId) }
}

/** The signed-in person's database. Raises when nobody is in: pages behind the guard never see that. */
export function phone(): Phone {
  if (!current) throw new Error('nobody is signed in on this phone')
  return current.phone
}

export function personHere(): string | null {
  return current?.personId ?? null
}
