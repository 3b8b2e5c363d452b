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
  const told = computed(() => mine.value.filter(({ state }) => state === 'waiting').length)
  watch(told, (count, before) => count < before && void refresh()) // one has arrived or come back: what is shown is not the present
  return {
    issue, at, trouble, asking, refresh,
    mine, // letters about it on this phone, in the order they leave
    fresh: computed(() => trouble.value === null || trouble.value.kind === 'refused'), // the server has said so
    standing: computed(() => issue.value && standingAfter(issue.value, mine.value)),
    fetching: computed(() => issue.value === null && trouble.value === null),
  }
}
