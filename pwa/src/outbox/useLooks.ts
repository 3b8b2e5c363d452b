/** When a list is looked at again: at first, when a letter has arrived, when the page is seen again. */
import { onMounted, onScopeDispose, watch } from 'vue'

import { noteFailure, useSync } from './useSync'

export interface Looks {
  arrived?: () => void // a letter of this phone: what is shown has changed
  everyMs?: number // while the page is seen
}

/** Returns whether the page has gone; `look` asks it before it goes on. */
export function useLooks(look: () => Promise<void>, { arrived, everyMs }: Looks = {}): () => boolean {
  const { sync } = useSync()
  let over = false
  const again = (): void => void look().catch(noteFailure)
  const seen = (): void => void (document.visibilityState === 'visible' && again())

  onMounted(again)
  watch(
    () => sync.waiting,
    (count, before) => {
      if (count >= before) return
      arrived?.()
      again()
    },
  )
  document.addEventListener('visibilitychange', seen)
  const clock = everyMs === undefined ? undefined : setInterval(seen, everyMs)
  onScopeDispose(() => {
    over = true
    clearInterval(clock)
    document.removeEventListener('visibilitychange', seen)
  })
  return () => over
}
