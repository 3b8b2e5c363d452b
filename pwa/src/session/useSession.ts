/**
 * Who is in, in which role, and whether the server still agrees.
 *
 * Module state, because the page has one person at a time: every page, the bars and the router read the same.
 * Starts from the phone's own copy of Me, so that it works without a network; the server's answer corrects it.
 */
import { computed, readonly, ref, shallowRef } from 'vue'

import { deviceLabel } from './deviceLabel'
import { chosenGrant, forgetMe, keepGrant, keepMe, readMe, whoCopied } from './keep'
import { actingGrant, inForce, isLocked, type KeptMe, type Me } from './me'
import type { Reply, SessionOperation, Wire } from './wire'
import type { DevicesQuery } from '@/api/types'

export type Standing = 'out' | 'in' | 'ended' // ended: the server closed the session; the person's work stays here
export type Device = Extract<DevicesQuery['devices'], { __typename: 'DeviceList' }>['items'][number]

const MINUTE_MS = 60_000 // not written more often: it is about days

const kept = shallowRef<KeptMe | null>(null)
const standing = ref<Standing>('out')
const chosen = ref<string | null>(null)
let wire: Wire = async () => ({ kind: 'offline' })
let now: () => Date = () => new Date()
let justTyped: string | null = null // the initial password, so that 01b need not ask for it again; gone with the page
let onLeave: (personId: string) => Promise<void> = async () => undefined
let onSignOut: () => Promise<void> = async () => undefined

/**
 * Called once before the app is mounted. `leave` drops the server's copy of a person's data on this phone; `signOut` is
 * done while the session is still in force.
 */
export function openSession(parts: { wire: Wire; now?: () => Date; leave?: typeof onLeave; signOut?: typeof onSignOut }): void {
  wire = parts.wire
  now = parts.now ?? now
  onLeave = parts.leave ?? onLeave
  onSignOut = parts.signOut ?? onSignOut
  adopt(readMe())
}

export function useSession() {
  return {
    me: computed(() => kept.value?.me ?? null),
    answeredAt: computed(() => (kept.value ? new Date(kept.value.answeredAt) : null)),
    standing: readonly(standing),
    grants: computed(() => (kept.value ? inForce(kept.value.me.grants, now()) : [])),
    grant: computed(() => (kept.value ? actingGrant(kept.value.me, chosen.value, now()) : null)),
    /** Reading is locked: the server has not answered for 14 days. */
    locked: computed(() => (kept.value ? isLocked(kept.value, now()) : false)),
    /** True while the password just signed in with is at hand, so that replacing it need not ask for it. */
    knowsCurrent: () => justTyped !== null,
    signIn,
    setPassword,
    useResetCode: (phone: string, code: string, newPassword: string) =>
      enter('UseResetCode', {
        phone: digits(phone),
        code: code.trim(),
        newPassword,
        deviceLabel: deviceLabel(navigator.userAgent),
      }),
    refresh,
    signOut,
    act,
    ended,
    answered,
    devices: async (): Promise<Reply<Device[]>> => {
      const reply = await wire<{ items: Device[] }>('Devices')
      return reply.kind === 'answer' ? { kind: 'answer', value: reply.value.items } : reply
    },
    revokeDevice: (sessionId: string) => wire('RevokeDevice', { sessionId }),
  }
}

async function signIn(phone: string, password: string): Promise<Reply<Me>> {
  const label = deviceLabel(navigator.userAgent)
  const reply = await enter('SignIn', { phone: digits(phone), password, deviceLabel: label })
  justTyped = reply.kind === 'answer' && reply.value.mustChangePassword ? password : null
  return reply
}

/** `current` may be left out right after a sign-in with the initial password. */
async function setPassword(current: string | null, next: string): Promise<Reply<Me>> {
  const reply = await enter('SetPassword', { current: current ?? justTyped ?? '', new: next })
  if (reply.kind === 'answer') justTyped = null
  return reply
}

/** Ask the server who is in. Without an answer everything stays as it is. */
async function refresh(): Promise<Reply<Me>> {
  const reply = await wire<Me>('Me')
  if (reply.kind === 'answer') adopt(keepMe(reply.value, now()))
  else if (reply.kind === 'refused' && reply.refusal.remedy === 'SIGN_IN') await ended()
  return reply
}

/** The server has closed this session: its copies leave the phone, the person's own work stays. */
async function ended(): Promise<void> {
  if (standing.value !== 'in') return
  standing.value = 'ended'
  if (kept.value) await onLeave(kept.value.me.person.id)
}

/** The server has answered something for this session: the 14 days begin anew. */
function answered(at: Date): void {
  const last = kept.value
  if (!last || standing.value !== 'in' || at.getTime() - Date.parse(last.answeredAt) < MINUTE_MS) return
  kept.value = keepMe(last.me, at)
}

/** Leave this phone. The server is told if it can be reached; the phone forgets in any case. */
async function signOut(): Promise<void> {
  const personId = kept.value?.me.person.id
  await onSignOut()
  await wire('SignOut')
  forgetMe()
  adopt(null)
  await whoCopied()
  if (personId) await onLeave(personId)
}

/** Act in this grant from now on, on this phone. Sealed letters keep theirs. */
function act(grantId: string): void {
  if (!kept.value) return
  keepGrant(kept.value.me.person.id, grantId)
  chosen.value = grantId
}

async function enter(operation: SessionOperation, input: Record<string, unknown>): Promise<Reply<Me>> {
  const reply = await wire<Me>(operation, { input })
  if (reply.kind !== 'answer') return reply
  const before = kept.value?.me.person.id
  if (before && before !== reply.value.person.id) await onLeave(before)
  adopt(keepMe(reply.value, now()))
  await whoCopied() // the next page is shown when even a kill would not forget who is in
  return reply
}

function adopt(next: KeptMe | null): void {
  kept.value = next
  standing.value = next ? 'in' : 'out'
  chosen.value = next ? chosenGrant(next.me.person.id) : null
}

/** People write 100 0000 0012; the account is 10000000012. */
function digits(phone: string): string {
  return phone.replace(/\D/g, '')
}
