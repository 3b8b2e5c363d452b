/** One toast at a time, for what can be undone or what changed elsewhere. Results of a button are said on the page. */
import { shallowRef } from 'vue'

import type { IconName } from './icons'

export interface Toast {
  text: string
  icon?: IconName
  action?: { label: string; run: () => void } // 撤销, mostly
  gone?: () => void // it left without its action having been used
  ms?: number // 8 s, time enough to read and reach it
}

// Module state: the page has one place where a toast lies.
export const shownToast = shallowRef<Toast | null>(null)

/** Show it; one that is still there leaves, as if its time were over. */
export function toast(next: Toast): void {
  dismiss()
  shownToast.value = next
}

/** Its time is over. */
export function dismiss(): void {
  const last = shownToast.value
  shownToast.value = null
  last?.gone?.()
}

/** The person took its action: what it offered to undo is undone, `gone` is not called. */
export function takeAction(): void {
  const last = shownToast.value
  shownToast.value = null
  last?.action?.run()
}
