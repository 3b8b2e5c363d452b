/** The signed-in person as the phone keeps them: what the server last said, and when. */
import type { MeQuery, Role } from '@/api/types'

export type { Role }
export type Me = Omit<Extract<MeQuery['me'], { __typename: 'Me' }>, '__typename'>
export type Grant = Me['grants'][number]

export interface KeptMe {
  me: Me
  answeredAt: string // ISO 8601, UTC: when the server last answered for this session
}

/** Without an answer of the server for this long, reading is locked; drafts and letters stay. */
export const LOCK_AFTER_DAYS = 14

/** Grants in force at `now`; the order is the server's. */
export function inForce(grants: readonly Grant[], now: Date): Grant[] {
  const at = now.getTime()
  return grants.filter((one) => Date.parse(one.fromAt) <= at && (!one.untilAt || at < Date.parse(one.untilAt)))
}

/** The grant to act in: the one chosen on this phone while it is in force, else the first. */
export function actingGrant(me: Me, chosenId: string | null, now: Date): Grant | null {
  const usable = inForce(me.grants, now)
  return usable.find((one) => one.id === chosenId) ?? usable[0] ?? null
}

/** True when the phone's copy is too old to be read. */
export function isLocked(kept: KeptMe, now: Date): boolean {
  return now.getTime() - Date.parse(kept.answeredAt) > LOCK_AFTER_DAYS * 86_400_000
}
