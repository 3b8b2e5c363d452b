/// <reference lib="webworker" />
/**
 * The service worker: opens the app without a network, sends the outbox when the system wakes it, and shows pushes.
 * It answers GET requests for the app's own files and nothing else: data has its own place, and a deed is never replayed.
 */
import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

import { sendFromBackground } from '@/outbox/background'
import { SYNC_TAG } from '@/outbox/wake'
import { hearPushes } from '@/push/worker'

declare const self: ServiceWorkerGlobalScope & { __WB_MANIFEST: { url: string; revision: string | null }[] }

/** Paths that are the server's own, relative to where the app lives. */
const SERVERS_OWN = ['graphql', 'photos/', 'voices/', 'imports', 'qr', 'healthz', 'readyz', 'metrics', 'p/']

precacheAndRoute(self.__WB_MANIFEST)
cleanupOutdatedCaches()
registerRoute(
  new NavigationRoute(createHandlerBoundToURL('index.html'), {
    denylist: SERVERS_OWN.map((path) => new RegExp(`^${escaped(scopePath())}${escaped(path)}${path.endsWith('/') ? '' : '(/|$)'}`)),
  }),
)

self.addEventListener('message', (event) => {
  if (event.data === 'SKIP_WAITING') void self.skipWaiting()
})
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

interface SyncEvent extends ExtendableEvent {
  tag: string
}
self.addEventListener('sync', ((event: SyncEvent) => {
  if (event.tag === SYNC_TAG) event.waitUntil(sendFromBackground())
}) as EventListener)

hearPushes(self)

function scopePath(): string {
  return new URL(self.registration.scope).pathname
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
