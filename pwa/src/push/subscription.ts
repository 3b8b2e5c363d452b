/** The browser's side of a doorbell. Nothing here waits for ever: where no push service answers, browsers do. */

export type NotSubscribed = 'dismissed' | 'denied' | 'refused' | 'unreached'

/** Raises nothing: what kept the subscription away is an answer. */
export type Subscribed = { kind: 'on'; subscription: PushSubscription } | { kind: 'off'; why: NotSubscribed }

export interface Subscribing {
  manager: () => Promise<PushManager>
  ask: () => Promise<NotificationPermission>
  patienceMs: number
}

const here: Subscribing = {
  manager: async () => (await navigator.serviceWorker.ready).pushManager,
  ask: () => Notification.requestPermission(),
  patienceMs: 15_000,
}

/** Ask the person, then the browser. Call it from a tap: browsers ask for nothing else. */
export async function subscribed(publicKey: string, { manager, ask, patienceMs }: Subscribing = here): Promise<Subscribed> {
  const permission = await ask()
  if (permission !== 'granted') return { kind: 'off', why: permission === 'denied' ? 'denied' : 'dismissed' }
  try {
    const making = manager().then((pushes) => fresh(pushes, publicKey))
    const subscription = await Promise.race([making, after(patienceMs)])
    return subscription ? { kind: 'on', subscription } : { kind: 'off', why: 'unreached' }
  } catch {
    return { kind: 'off', why: 'refused' } // private windows, browsers without a push service: said on the page
  }
}

/** The subscription that is here, with this key or another; null also when the browser does not answer. */
export async function subscriptionHere(patienceMs = 5_000): Promise<PushSubscription | null> {
  if (!('serviceWorker' in navigator) || !('PushManager' in window)) return null
  const looking = navigator.serviceWorker.getRegistration().then((found) => found?.pushManager.getSubscription() ?? null)
  return Promise.race([looking, after(patienceMs)])
}

export function isFor(subscription: PushSubscription, publicKey: string): boolean {
  const key = subscription.options.applicationServerKey
  return key === null || base64Url(key) === publicKey.replace(/=+$/, '')
}

/** What the server needs to ring it: RFC 8291's keys as unpadded base64url. */
export function keysOf(subscription: PushSubscription): { endpoint: string; p256dh: string; auth: string } {
  const key = (name: PushEncryptionKeyName): string => base64Url(subscription.getKey(name) ?? new ArrayBuffer(0))
  return { endpoint: subscription.endpoint, p256dh: key('p256dh'), auth: key('auth') }
}

/** One with another key stands in the way of a new one. */
async function fresh(pushes: PushManager, publicKey: string): Promise<PushSubscription> {
  const old = await pushes.getSubscription()
  if (old && isFor(old, publicKey)) return old
  await old?.unsubscribe()
  return pushes.subscribe({ userVisibleOnly: true, applicationServerKey: publicKey })
}

function after(ms: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), ms))
}

export function base64Url(bytes: ArrayBuffer): string {
  const text = String.fromCharCode(...new Uint8Array(bytes))
  return btoa(text).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}
