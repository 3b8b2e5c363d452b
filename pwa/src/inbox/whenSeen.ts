/** Calls `seen` with the keys (`data-notice`) of rows that stood on the screen for two seconds. */
import { onMounted, onScopeDispose, watch } from 'vue'

const LONG_ENOUGH_MS = 2000

export function whenSeen(ids: () => readonly string[], seen: (ids: string[]) => void): void {
  const clocks = new Map<string, ReturnType<typeof setTimeout>>()
  const watcher = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const id = (target as HTMLElement).dataset.notice ?? ''
        clearTimeout(clocks.get(id))
        if (isIntersecting) clocks.set(id, setTimeout(() => document.visibilityState === 'visible' && seen([id]), LONG_ENOUGH_MS))
      }
    },
    { threshold: 0.9 },
  )

  function look(): void {
    watcher.disconnect()
    clocks.forEach((clock) => clearTimeout(clock))
    for (const id of ids()) {
      const row = document.querySelector(`[data-notice="${CSS.escape(id)}"]`)
      if (row) watcher.observe(row)
    }
  }
  watch(() => ids().join(' '), look, { flush: 'post' })
  onMounted(look)
  document.addEventListener('visibilitychange', look)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', look)
    watcher.disconnect()
    clocks.forEach((clock) => clearTimeout(clock))
  })
}
