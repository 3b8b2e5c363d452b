/// <reference lib="webworker" />
/**
 * The service worker's part of alerts: show every push, acknowledge it, lead a tap to its page.
 * It reads and stores nothing of the person's data: a push carries kind and number only.
 */
import type { WorkerWord } from './arrivals'
import { alertIn, inside, pathIn, type Alert } from './message'

type Worker = ServiceWorkerGlobalScope
type Seen = 'shown' | 'clicked'

const PAGE_ANSWERS_WITHIN_MS = 1500

export function hearPushes(worker: Worker): void {
  worker.addEventListener('push', (event) => event.waitUntil(show(worker, event.data)))
  worker.addEventListener('notificationclick', (event) => event.waitUntil(opened(worker, event.notification)))
  worker.addEventListener('pushsubscriptionchange', ((event: SubscriptionChange) => {
    event.waitUntil(subscribeAnew(worker, event))
  }) as EventListener)
}

async function show(worker: Worker, data: PushMessageData | null): Promise<void> {
  const alert = alertIn(data?.text() ?? null, worker.registration.scope)
  await Promise.all([
    // rejects where the permission was taken back: the push has arrived all the same, and is acknowledged
    noted('not shown', worker.registration.showNotification(alert.title, optionsOf(alert, worker.registration.scope))),
    acknowledge(worker, alert.deliveryId, 'shown'),
    badge(worker, alert.badge),
    tellPages(worker),
  ])
}

function optionsOf({ url, tag, deliveryId }: Alert, scope: string): NotificationOptions {
  const icon = new URL('icons/icon-192.png', scope).href
  return { lang: 'zh-CN', icon, data: { url, d: deliveryId }, ...(tag ? { tag, renotify: true } : {}) } as NotificationOptions
}

async function opened(worker: Worker, notification: Notification): Promise<void> {
  notification.close()
  const { url, d } = (notification.data ?? {}) as { url?: string; d?: string }
  await Promise.all([
    acknowledge(worker, d ?? '', 'clicked'),
    noted('not opened', bring(worker, inside(url ?? '', worker.registration.scope))),
  ])
}

/** An open page is brought to the front and goes there by its own router: what is being written is never reloaded. */
async function bring(worker: Worker, url: string): Promise<void> {
  const clients = await worker.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = clients.find(({ focused }) => focused) ?? clients.find(({ visibilityState }) => visibilityState === 'visible') ?? clients[0]
  if (!page) {
    await worker.clients.openWindow(url)
    return
  }
  const front = await page.focus() // one tap allows one window action: this is it
  const path = pathIn(url, worker.registration.scope)
  if (!(await goes(front, { kind: 'open', path }))) await front.navigate(url)
}

/** Whether the page answered that it goes there; a page that is still starting, or hangs, does not. */
function goes(page: WindowClient, word: WorkerWord): Promise<boolean> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    const clock = setTimeout(() => resolve(false), PAGE_ANSWERS_WITHIN_MS)
    port1.onmessage = () => {
      clearTimeout(clock)
      resolve(true)
    }
    page.postMessage(word, [port2])
  })
}

async function tellPages(worker: Worker): Promise<void> {
  const word: WorkerWord = { kind: 'arrived' }
  for (const page of await worker.clients.matchAll({ type: 'window' })) page.postMessage(word)
}

/** Once only: when our server cannot be reached it takes the person for not reached, and that is the truth. */
async function acknowledge(worker: Worker, deliveryId: string, seen: Seen): Promise<void> {
  if (!deliveryId) return
  const body = JSON.stringify({ d: deliveryId, t: seen })
  const headers = { 'content-type': 'application/json' }
  const sent = fetch(new URL('push/ack', worker.registration.scope), {
    method: 'POST', headers, body, credentials: 'omit', keepalive: true,
  })
  await noted('not acknowledged', sent)
}

async function badge(worker: Worker, count: number | null): Promise<void> {
  if (count !== null) await noted('no badge', worker.navigator.setAppBadge?.(count) ?? Promise.resolve())
}

interface SubscriptionChange extends ExtendableEvent {
  oldSubscription: PushSubscription | null
}

/** The push service took the subscription back. A new one is made at once; the next opening tells the server. */
async function subscribeAnew(worker: Worker, { oldSubscription }: SubscriptionChange): Promise<void> {
  const applicationServerKey = oldSubscription?.options.applicationServerKey
  if (!applicationServerKey) return
  await noted('not subscribed', worker.registration.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey }))
}

/** What fails here must not keep the rest from happening. */
async function noted(what: string, doing: Promise<unknown>): Promise<void> {
  try {
    await doing
  } catch (failure) {
    console.info(`${what}:`, (failure as Error).name)
  }
}
