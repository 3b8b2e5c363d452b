/** What the person does about a new version. Before a reload everything open is stored; if it cannot be, nothing happens. */
import { readonly } from 'vue'

import { allKept } from './unsaved'
import { updateState as state, worker } from './updates'

export function useUpdate() {
  return { state: readonly(state), updateNow, reloadNow, later: () => (state.value = 'none') }
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
