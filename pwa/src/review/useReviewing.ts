/** The place in the queue, the visit in it, and what can be done: the same on the phone and at the desk. */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'

import { afterDeciding, neighbours, shownOf } from './queue'
import { useDecisions } from './useDecisions'
import { useQueue } from './useQueue'
import { useVisit } from './useVisit'

export function useReviewing(id: Ref<string | null>, go: (id: string | null) => void, text: Ref<string> = ref('')) {
  const queue = useQueue()
  const shown = computed(() => shownOf(queue.items.value, queue.decided.value, text.value))
  const around = computed(() => neighbours(shown.value, id.value))
  const one = useVisit(() => id.value)
  let before: readonly { id: string }[] = shown.value // as it stood while the person decided

  const decisions = useDecisions(
    one.visit,
    (from) => go(afterDeciding(before, from)),
    (to) => go(to),
  )
  watch(
    id,
    (now) => (queue.current.value = now),
    { immediate: true },
  )
  watch(
    [shown, id],
    ([now, at]) => {
      if (now.some((line) => line.id === at)) before = now
    },
    { immediate: true },
  )
  onScopeDispose(() => (queue.current.value = null))
  // somebody else was faster: what is true now must be on the page when it is said
  watch(() => decisions.refused.value?.id, (refused) => refused && void one.load())

  function step(way: 'next' | 'prev'): void {
    const to = around.value[way]
    if (to) go(to)
  }
  return { queue, shown, around, ...one, ...decisions, step }
}
