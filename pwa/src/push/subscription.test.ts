import { expect, test } from 'vitest'

import { base64Url, isFor, keysOf, subscribed } from './subscription'

const KEY = 'BNcRdreALRFXTkOOUHK1EtK2wtaz5Ry4YfYCA_0QTpQtUbVlUls0VJXg7A8u-Ts1XbjhazAkj7I99e8QcYP7DkM'
const key = Uint8Array.from(atob(KEY.replace(/-/g, '+').replace(/_/g, '/')), (one) => one.charCodeAt(0)).buffer
const never = new Promise<never>(() => undefined)

interface Kept {
  unsubscribed: number
}

function subscription(applicationServerKey: ArrayBuffer | null, kept: Kept = { unsubscribed: 0 }): PushSubscription {
  return {
    endpoint: 'https://push.example/1',
    options: { applicationServerKey, userVisibleOnly: true },
    getKey: () => new Uint8Array([251, 255]).buffer,
    unsubscribe: async () => ((kept.unsubscribed += 1), true),
  } as unknown as PushSubscription
}

function manager(here: PushSubscription | null, made: Promise<PushSubscription>): () => Promise<PushManager> {
  return async () => ({ getSubscription: async () => here, subscribe: () => made }) as unknown as PushManager
}

const granted = async (): Promise<NotificationPermission> => 'granted'

test('a browser that never answers is left after a while', async () => {
  expect(await subscribed(KEY, { manager: manager(null, never), ask: granted, patienceMs: 5 })).toEqual({ kind: 'off', why: 'unreached' })
  expect(await subscribed(KEY, { manager: () => never, ask: granted, patienceMs: 5 })).toEqual({ kind: 'off', why: 'unreached' })
})

test('a private window rejects although the permission reads granted', async () => {
  const refusing = async (): Promise<PushManager> => {
    throw new DOMException('', 'AbortError')
  }
  expect(await subscribed(KEY, { manager: refusing, ask: granted, patienceMs: 1000 })).toEqual({ kind: 'off', why: 'refused' })
})

test.each([['denied', 'denied'], ['default', 'dismissed']] as const)('asked and %s: the browser is not bothered', async (said, why) => {
  expect(await subscribed(KEY, { manager: () => never, ask: async () => said, patienceMs: 1000 })).toEqual({ kind: 'off', why })
})

test('a subscription with the server’s key is used again, one with another makes room', async () => {
  const made = subscription(key)
  expect(await subscribed(KEY, { manager: manager(made, never), ask: granted, patienceMs: 1000 })).toEqual({ kind: 'on', subscription: made })

  const kept = { unsubscribed: 0 }
  const old = subscription(new Uint8Array([1]).buffer, kept)
  const renewed = await subscribed(KEY, { manager: manager(old, Promise.resolve(made)), ask: granted, patienceMs: 1000 })
  expect(renewed).toEqual({ kind: 'on', subscription: made })
  expect(kept.unsubscribed).toBe(1)
})

test('keys travel as unpadded base64url', () => {
  expect(base64Url(key)).toBe(KEY)
  expect(keysOf(subscription(key))).toEqual({ endpoint: 'https://push.example/1', p256dh: '-_8', auth: '-_8' })
  expect([isFor(subscription(key), `${KEY}=`), isFor(subscription(key), 'B')]).toEqual([true, false])
})
