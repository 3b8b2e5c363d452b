/** One record by its id: from the phone at once, from the server when it answers, again when a letter about it has arrived. */
import { computed, ref, shallowRef, watch } from 'vue'

import { ask, kept } from '@/api/ask'
import { ANSWER_WITHIN_MS } from '@/api/call'
import type { Reply, ValueOf, VariablesOf } from '@/api/reply'
import { phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'

export type Trouble = Exclude<Reply<never>, { kind: 'answer' }>

export function useOne<K extends 'Visit' | 'Issue'>(operation: K, id: () => string | null) {
  const value = shallowRef<ValueOf<K> | null>(null)
  const asOf = shallowRef<Date | null>(null) // set: the phone's copy
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)

  async function load(): Promise<void> {
    const wanted = id()
    trouble.value = null
    if (value.value?.id !== wanted) value.value = null
    if (!wanted) return
    asking.value = true
    const variables = { id: wanted } as VariablesOf<K>
    const copy = await kept(operation, variables, phone())
    if (wanted !== id()) return
    if (copy && !value.value) {
      value.value = copy.value
      asOf.value = copy.at
    }
    const answer = await ask(operation, variables, { phone: phone(), copyAfterMs: ANSWER_WITHIN_MS * 2 })
    if (wanted !== id()) return // another one is shown by now
    asking.value = false
    if (answer.kind !== 'answer') {
      trouble.value = answer
      if (answer.kind === 'refused') value.value = null // not for this person: an old picture must not stay
    } else {
      value.value = answer.value
      asOf.value = answer.from === 'phone' ? answer.at : null
    }
  }

  watch(id, () => void load(), { immediate: true })
  // a letter about it has arrived (or was taken back): what is decided next must be about the present version
  const { letters } = useSync()
  const written = computed(() => letters.value.filter(({ subjectId }) => subjectId === id()).length)
  watch([written, id], ([now, at], [before, wasAt]) => at === wasAt && now < before && void load())
  return { value, asOf, trouble, asking, load }
}
