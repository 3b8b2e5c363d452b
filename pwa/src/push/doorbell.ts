/**
 * This phone's doorbell: turned on by the person, kept in order at each opening, taken down when they leave.
 * Nothing here stops anybody: without push the inbox says the same.
 */
import { factsHere, unable, type Unable } from './able'
import { keepTold, keepWish, toldLast, wishOf } from './memory'
import { stepAtOpening, type Told } from './plan'
import { isFor, keysOf, subscribed, subscriptionHere, type NotSubscribed } from './subscription'

import { call } from '@/api/call'
import { newId } from '@/db/ids'
import type { Refusal } from '@/db/letter'
import { deviceLabel } from '@/session/deviceLabel'

export type Rung =
  | { kind: 'on' }
  | { kind: 'off'; why: Unable | NotSubscribed | 'offline' | 'fault' }
  | { kind: 'off'; why: 'refused by the server'; refusal: Refusal }

/** Turn it on, from a tap: permission is asked for here and nowhere else. */
export async function turnOn(personId: string, publicKey: string): Promise<Rung> {
  const why = unable(factsHere())
  if (why) return { kind: 'off', why }
  const made = await subscribed(publicKey)
  return made.kind === 'on' ? tell(personId, made.subscription) : made
}

/** Turn it off: this phone rings for nobody until somebody turns it on again. */
export async function turnOff(personId: string): Promise<void> {
  keepWish(personId, 'no')
  await takeDown()
}

/** At opening: what the browser, the server or another person did meanwhile is put in order, without a question. */
export async function keepRinging(personId: string): Promise<void> {
  if (unable(factsHere()) || Notification.permission !== 'granted') return
  const here = await subscriptionHere()
  const wanted = wishOf(personId) === 'on'
  if (!here && !wanted) return
  const setup = await call('PushSetup')
  if (setup.kind !== 'answer' || !setup.value.enabled || !setup.value.publicKey) return
  const { publicKey } = setup.value
  const told = toldLast()
  const step = stepAtOpening({
    personId,
    wanted,
    endpoint: here?.endpoint ?? null,
    sameKey: here !== null && isFor(here, publicKey),
    told,
    healthy: await healthOf(told, personId),
  })
  if (step === 'nothing') return
  if (step === 'renew') await here?.unsubscribe()
  if (step === 'tell' && here) {
    await tell(personId, here)
    return
  }
  const made = await subscribed(publicKey)
  if (made.kind === 'on') await tell(personId, made.subscription)
}

/** The person leaves this phone: it must not ring for them any more. Who wants it is kept for their return. */
export async function takeDown(): Promise<void> {
  const here = await subscriptionHere()
  keepTold(null)
  if (!here) return
  // the browser's side first: it needs no network, and the server hears 410 at its next try
  await Promise.all([here.unsubscribe(), call('RemoveDoorbell', { input: { commandId: newId(), endpoint: here.endpoint } })])
}

async function tell(personId: string, subscription: PushSubscription): Promise<Rung> {
  const label = deviceLabel(navigator.userAgent)
  const input = { commandId: newId(), ...keysOf(subscription), label, sealedAt: new Date().toISOString() }
  const reply = await call('AddDoorbell', { input })
  if (reply.kind === 'refused') return { kind: 'off', why: 'refused by the server', refusal: reply.refusal }
  if (reply.kind !== 'answer') return { kind: 'off', why: reply.kind }
  keepTold({ personId, endpoint: subscription.endpoint, doorbellId: reply.value.id })
  keepWish(personId, 'on')
  return { kind: 'on' }
}

/** True also when the server cannot say now: nothing is renewed on a guess. */
async function healthOf(told: Told | null, personId: string): Promise<boolean | null> {
  if (told?.personId !== personId) return null
  const bells = await call('Doorbells')
  if (bells.kind !== 'answer') return true
  return bells.value.items.find(({ id }) => id === told.doorbellId)?.healthy ?? null
}
