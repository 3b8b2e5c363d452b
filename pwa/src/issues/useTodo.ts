/** What this handler has to do: the phone's copy at once, each issue kept for reading without a network. */
import { computed, onMounted, onScopeDispose, watch } from 'vue'

import { groupsOf, type TodoLine } from './todo'

import { ask, kept } from '@/api/ask'
import { useAnswer } from '@/api/useAnswer'
import { phone } from '@/db/open'
import { useMinutes } from '@/due/useDue'
import { useWorkingDays } from '@/due/useWorkingDays'
import { useSync } from '@/outbox/useSync'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { useWaited } from '@/ui/useWaited'

const LOOK_AGAIN_MS = 300_000

export function useTodo() {
  const { value, at, trouble, asking, refresh } = useAnswer('MyTodo', {})
  const { letters, sync } = useSync()
  const days = useWorkingDays()
  const now = useMinutes()
  const waiting = computed(() => value.value === null && trouble.value === null)
  const seconds = useWaited(() => waiting.value)
  let over = false

  async function look(): Promise<void> {
    await refresh()
    if (!trouble.value && value.value) await keepEach(value.value.items, () => over)
  }

  onMounted(look)
  watch(
    () => sync.waiting,
    (count, before) => count < before && void look(), // a letter has arrived
  )
  const seen = (): void => void (document.visibilityState === 'visible' && void look())
  document.addEventListener('visibilitychange', seen)
  const again = setInterval(seen, LOOK_AGAIN_MS)
  onScopeDispose(() => {
    over = true
    clearInterval(again)
    document.removeEventListener('visibilitychange', seen)
  })

  return {
    trouble, asking, waiting, refresh: look,
    groups: computed(() => groupsOf(value.value?.items ?? [], letters.value, days.value, now.value)),
    list: computed<ListState>(() => {
      if (value.value === null) return { fetchingSeconds: seconds.value }
      const failed = trouble.value !== null
      return { asOf: failed || bars.sync.offline ? at.value : null, failed: failed && trouble.value?.kind !== 'offline' }
    }),
  }
}

/** One after another, only what has changed: assigned issues are read where there is no network (DECISIONS 25). */
async function keepEach(lines: readonly TodoLine[], over: () => boolean): Promise<void> {
  for (const { id, version, notedAt, state } of lines) {
    if (over()) return
    const copy = (await kept('Issue', { id }, phone()))?.value
    if (copy?.version === version && copy.notedAt === notedAt) continue
    const answer = await ask('Issue', { id }, { phone: phone() })
    if (answer.kind === 'offline') return
    if (state === 'ASSIGNED') await ask('HandlingChoices', { issueId: id }, { phone: phone() })
  }
}
