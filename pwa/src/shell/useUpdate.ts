/**
 * New versions. The waiting service worker takes over only when the person says so in one tab; the other tabs are told
 * and reload when it suits them. Before a reload everything that is open is stored; if it cannot be, nothing happens.
 */
import { readonly, ref } from 'vue'

import { allKept } from './unsaved'

export type UpdateState = 'none' | 'ready' | 'keeping' | 'held' | 'elsewhere' | 'stale' | 'too-old' | 'fetching'

// Module state: the page has one service worker.
const state = ref<UpdateState>('none')
let waiting: ServiceWorker | null = null
let consented = false
const HOURLY_MS = 3_600_000

export function useUpdate() {
  return { state: readonly(state), updateNow, reloadNow, later: () => (state.value = 'none') }
}

/** A part of this version is no longer on the server nor in the cache: only a reload helps. */
export function partsAreStale(): void {
  state.value = 'stale'
}

/** The server no longer answers this version: what is written waits on the phone until the person updates. */
export function appIsTooOld(): void {
  if (state.value === 'none' || state.value === 'ready') state.value = 'too-old'
}

/** Register the worker, if this browser has any. A page without one works, only not offline from a cold start. */
export async function watchForUpdates(container: ServiceWorkerContainer | undefined): Promise<void> {
  if (!container) return
  let controlled = container.controller !== null // a first load is claimed by its first worker: that is no news
  container.addEventListener('controllerchange', () => {
    if (consented) window.location.reload()
    else if (controlled) state.value = 'elsewhere' // another tab consented
    controlled = true
  })
  const registration = await container.register(new URL('sw.js', document.baseURI), { type: 'classic' })
  notice(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const fresh = registration.installing
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && container.controller) notice(fresh)
      if (fresh.state === 'redundant' && state.value === 'fetching') state.value = 'too-old' // cut short: to be tapped again
    })
  })
  const look = (): void => {
    registration.update().catch(() => console.info('no new version could be asked for; asked again later'))
  }
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && look())
  setInterval(look, HOURLY_MS)
}

function notice(worker: ServiceWorker | null): void {
  if (!worker) return
  waiting = worker
  if (consented) worker.postMessage('SKIP_WAITING')
  else state.value = 'ready'
}

async function updateNow(): Promise<void> {
  if (!(await keepAll())) return
  consented = true
  if (waiting) waiting.postMessage('SKIP_WAITING')
  else await fetchNewest()
}

/** Nobody has seen the new version yet: ask for it. `notice` goes on with it; where there is none the page is asked for anew. */
async function fetchNewest(): Promise<void> {
  const before = state.value
  state.value = 'fetching'
  const registration = await navigator.serviceWorker?.getRegistration()
  try {
    await registration?.update()
  } catch {
    state.value = before // no network just now: the button is still there
    return
  }
  if (!registration?.installing && !registration?.waiting) window.location.reload()
}

async function reloadNow(): Promise<void> {
  if (await keepAll()) window.location.reload()
}

async function keepAll(): Promise<boolean> {
  const before = state.value
  state.value = 'keeping'
  const kept = await allKept()
  state.value = kept ? before : 'held'
  return kept
}
