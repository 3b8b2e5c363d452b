/** Pages behind the first one of one's own reports, fetched when asked for. */
import { computed, ref, shallowRef } from 'vue'

import type { MyIssue } from './rows'

import { ask } from '@/api/ask'
import { phone } from '@/db/open'

/** `firstAfter`: where the first page ends; null: there is no more. */
export function useOlder(first: number, firstAfter: () => string | null) {
  const older = shallowRef<readonly MyIssue[]>([])
  const cursor = ref<string | null>(null)
  const began = ref(false)
  const fetching = ref(false)
  const missed = ref<'offline' | 'fault' | null>(null)
  const next = computed(() => (began.value ? cursor.value : firstAfter()))

  async function more(): Promise<void> {
    const after = next.value
    if (!after || fetching.value) return
    fetching.value = true
    missed.value = null
    try {
      const answer = await ask('MyIssues', { first, after }, { phone: phone() })
      if (answer.kind !== 'answer') {
        missed.value = answer.kind === 'offline' ? 'offline' : 'fault'
        return
      }
      older.value = [...older.value, ...answer.value.items]
      cursor.value = answer.value.after
      began.value = true
    } finally {
      fetching.value = false
    }
  }

  /** What was fetched is old: something of it has changed. */
  function drop(): void {
    older.value = []
    began.value = false
  }

  return { older, more, drop, fetching, missed, hasMore: computed(() => next.value !== null) }
}
