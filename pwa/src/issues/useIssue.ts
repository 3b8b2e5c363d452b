/** One issue by its id: the phone's copy at once, then the server's; with what waits here reckoned in. */
import { computed, onMounted, watch } from 'vue'

import { about, standingAfter } from './standing'

import { useAnswer } from '@/api/useAnswer'
import type { Letter } from '@/db/letter'
import { useSync } from '@/outbox/useSync'

export function useIssue(id: string) {
  const { value: issue, at, trouble, asking, refresh } = useAnswer('Issue', { id })
  const { letters } = useSync()
  const mine = computed(() => about(letters.value as Letter[], id))

  onMounted(refresh)
  watch(
    () => mine.value.length,
    (count, before) => count < before && void refresh(), // a letter has arrived: the version shown is not the present one
  )
  return {
    issue, at, trouble, asking, refresh,
    waiting: computed(() => mine.value.filter(({ state }) => state === 'waiting')),
    refused: computed(() => mine.value.filter(({ state }) => state === 'refused')),
    standing: computed(() => issue.value && standingAfter(issue.value, mine.value)),
    fetching: computed(() => issue.value === null && trouble.value === null),
  }
}
