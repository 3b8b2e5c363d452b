/**
 * Whether there is a new version. The waiting service worker takes over only when the person says so in one tab
 * (`useUpdate`); the other tabs are told and reload when it suits them.
 */
import { ref } from 'vue'

export type UpdateState =
  | 'none' | 'ready' | 'keeping' | 'held' | 'elsewhere' | 'too-old' | 'fetching'
  | 'missing' | 'stale' | 'unreached' // a part of the app was not to be had: asking why; gone from the server; no network

// Module state: the page has one service worker.
export const updateState = ref<UpdateState>('none')
export const worker = { waiting: null as ServiceWorker | null, consented: false }
const HOURLY_MS = 3_600_000

/** A part of this version could not be fetched, and is in no cache. `useUpdate` finds out why. */
export function partIsMissing(): void {
  updateState.value = 'missing'
}

/** The server no longer answers this version: what is written waits on the phone until the person updates. */
export function appIsTooOld(): void {
  if (updateState.value === 'none' || updateState.value === 'ready') updateState.value = 'too-old'
}

/** Register the worker, if this browser has any. A page without one works, only not offline from a cold start. */
export async function watchForUpdates(container: ServiceWorkerContainer | undefined): Promise<void> {
  if (!container) return
  let controlled = container.controller !== null // a first load is claimed by its first worker: that is no news
  container.addEventListener('controllerchange', () => {
    if (worker.consented) window.location.reload()
    else if (controlled) updateState.value = 'elsewhere' // another tab consented
    controlled = true
  })
  const registration = await container.register(new URL('sw.js', document.baseURI), { type: 'classic' })
  notice(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && container.controller) notice(fresh)
      if (fresh.state === 'redundant' && updateState.value === 'fetching') updateState.value = 'too-old' // cut short: to be tapped again
    })
  })
  const look = (): void => {
    registration.update().catch(() => console.info('no new version could be asked for; asked again later'))
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
  setInterval(look, HOURLY_MS)
}

function notice(fresh: ServiceWorker | null): void {
  if (!fresh) return
  worker.waiting = fresh
  if (worker.consented) fresh.postMessage('SKIP_WAITING')
  else updateState.value = 'ready'
}
