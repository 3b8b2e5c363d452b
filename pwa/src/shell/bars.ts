/**
 * What the bars show: how the phone stands with the server, and what waits. Module state, because there is one strip
 * and one tab bar; `main.ts` connects it to the outbox, pages only read it.
 */
import { reactive, watch } from 'vue'

import type { StripAction, SyncState } from '@/ui/strip'

export const bars = reactive<{ sync: SyncState; unread: number; pendingReviews: number }>({
  sync: {
    signedOut: false,
    spaceLow: false,
    waiting: 0,
    sending: false,
    nextTryAt: null,
    offline: false,
    syncedAt: null,
  },
  unread: 0,
  pendingReviews: 0,
})

/** `heard` whenever a letter of this phone has arrived; while the scope lives that asks for it. */
export function onArrival(heard: () => void): void {
  watch(
    () => bars.sync.waiting,
    (now, before) => now < before && heard(),
  )
}

let actOn: (action: StripAction) => void = () => undefined

/** What the strip's button does; set once by `main.ts`. */
export function onStrip(act: typeof actOn): void {
  actOn = act
}

export function actStrip(action: StripAction): void {
  actOn(action)
}
