/** The inbox: its first page kept on the phone, older ones by keyset. */
import { computed, onMounted, onScopeDispose, ref, shallowRef, watch } from 'vue'

import { joined, type Notice } from './notices'

import { ask } from '@/api/ask'
import { useAnswer } from '@/api/useAnswer'
import { phone } from '@/db/open'
import { arrivals } from '@/push/arrivals'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { useWaited } from '@/ui/useWaited'

const FIRST = 30

export function useInbox() {
  const { value, at, trouble, asking, refresh } = useAnswer('Inbox', { first: FIRST })
  const older = shallowRef<Notice[]>([])
  const cursor = ref<string | null>(null)
  const began = ref(false) // older pages were asked for
  const missed = ref<'offline' | 'fault' | null>(null)
  const fetching = ref(false)
  const notices = computed(() => joined(value.value?.items ?? [], older.value))
  const waiting = computed(() => value.value === null && trouble.value === null)
  const seconds = useWaited(() => waiting.value)

  async function look(): Promise<void> {
    await refresh()
  }

  async function more(): Promise<void> {
    const after = began.value ? cursor.value : (value.value?.after ?? null)
    if (!after || fetching.value) return
    fetching.value = true
    missed.value = null
    const answer = await ask('Inbox', { first: FIRST, after }, { phone: phone() })
    fetching.value = false
    if (answer.kind !== 'answer') {
      missed.value = answer.kind === 'offline' ? 'offline' : 'fault'
      return
    }
    older.value = joined(older.value, answer.value.items)
    cursor.value = answer.value.after
    began.value = true
  }

  const seen = (): void => void (document.visibilityState === 'visible' && void look())
  document.addEventListener('visibilitychange', seen)
  onScopeDispose(() => document.removeEventListener('visibilitychange', seen))
  onMounted(look)
  watch(arrivals, look) // a push came while it is open

  return {
    notices, unread: computed(() => value.value?.unread ?? null), trouble, asking, waiting, look, more, missed, fetching,
    hasMore: computed(() => Boolean(began.value ? cursor.value : value.value?.after)),
    list: computed<ListState>(() => {
      if (value.value === null) return { fetchingSeconds: seconds.value }
      const failed = trouble.value !== null
      return { asOf: failed || bars.sync.offline ? at.value : null, failed: failed && trouble.value?.kind !== 'offline' }
    }),
  }
}
