/** What this handler has to do: the phone's copy at once, each issue kept for reading without a network. */
import { computed } from 'vue'

import { groupsOf } from './todo'

import { useAnswer } from '@/api/useAnswer'
import { useMinutes } from '@/due/useDue'
import { useWorkingDays } from '@/due/useWorkingDays'
import { useLooks } from '@/outbox/useLooks'
import { useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { useWaited } from '@/ui/useWaited'

const LOOK_AGAIN_MS = 300_000

export function useTodo() {
  const { value, at, trouble, asking, refresh } = useAnswer('MyTodo', {})
  const { letters } = useSync()
  const { grant } = useSession()
  const leads = computed(() => grant.value?.bundles.includes('UNIT_LEAD') ?? false)
  const days = useWorkingDays()
  const now = useMinutes()
  const waiting = computed(() => value.value === null && trouble.value === null)
  const seconds = useWaited(() => waiting.value)
  const over = useLooks(look, { everyMs: LOOK_AGAIN_MS })

  async function look(): Promise<void> {
    await refresh()
    if (trouble.value || !value.value) return
    const { keepAssigned } = await import('@/evidence/keeping')
    await keepAssigned(value.value.items, over)
  }

  return {
    trouble, asking, waiting, leads, refresh: look,
    groups: computed(() => groupsOf(value.value?.items ?? [], letters.value, days.value, now.value, leads.value)),
    list: computed<ListState>(() => {
      if (value.value === null) return { fetchingSeconds: seconds.value }
      const failed = trouble.value !== null
      return { asOf: failed || bars.sync.offline ? at.value : null, failed: failed && trouble.value?.kind !== 'offline' }
    }),
  }
}
