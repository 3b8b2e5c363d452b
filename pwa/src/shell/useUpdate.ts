/** What the person does about a new version. Before a reload everything open is stored; if it cannot be, nothing happens. */
import { readonly, watch } from 'vue'

import { allKept } from './unsaved'
import { updateState as state, worker } from './updates'

import { reach } from '@/api/reach'

const PATIENCE_MS = 8_000

let again = false // the person asked for it

export function useUpdate() {
  watch(state, (now) => now === 'missing' && void findOutWhy(), { immediate: true })
  return { state: readonly(state), updateNow, reloadNow, tryAgain, later: () => (state.value = 'none') }
}

/** A reload only once the server answers: without a network it would put the browser's error page in place of the app. */
async function findOutWhy(): Promise<void> {
  const reloads = again
  again = false
  const why = await whyMissing()
  if (state.value !== 'missing') return
  state.value = why
  if (why === 'stale' && reloads) await reloadNow()
}

async function whyMissing(): Promise<'stale' | 'unreached'> {
  try {
    await reach('healthz', { method: 'GET', headers: {}, timeoutMs: PATIENCE_MS })
    return 'stale'
  } catch (offline) {
    console.info('a part did not come:', (offline as Error).message)
    return 'unreached'
  }
}

function tryAgain(): void {
  again = true
  state.value = 'missing'
}

export async function updateNow(): Promise<void> {
  if (!(await keepAll())) return
  worker.consented = true
  if (worker.waiting) worker.waiting.postMessage('SKIP_WAITING')
  else await fetchNewest()
}

/** Nobody has seen the new version yet: ask for it. `updates` goes on with it; where there is none the page is asked for anew. */
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
