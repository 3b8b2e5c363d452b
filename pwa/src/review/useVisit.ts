/** One visit: from the phone at once, from the server when it answers. */
import { computed, ref, shallowRef, watch } from 'vue'

import type { Trouble } from './useQueue'

import { ANSWER_WITHIN_MS } from '@/api/call'
import { ask, kept } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'

export type Visit = ValueOf<'Visit'>

export function useVisit(id: () => string | null) {
  const visit = shallowRef<Visit | null>(null)
  const asOf = shallowRef<Date | null>(null) // set: the phone's copy
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)

  async function load(): Promise<void> {
    const wanted = id()
    trouble.value = null
    if (visit.value?.id !== wanted) visit.value = null
    if (!wanted) return
    asking.value = true
    const copy = await kept('Visit', { id: wanted }, phone())
    if (wanted !== id()) return
    if (copy && !visit.value) {
      visit.value = copy.value
      asOf.value = copy.at
    }
    const answer = await ask('Visit', { id: wanted }, { phone: phone(), copyAfterMs: ANSWER_WITHIN_MS * 2 })
    if (wanted !== id()) return // another one is shown by now
    asking.value = false
    if (answer.kind !== 'answer') {
      trouble.value = answer
      if (answer.kind === 'refused') visit.value = null // not for this person: an old picture must not stay
    } else {
      visit.value = answer.value
      asOf.value = answer.from === 'phone' ? answer.at : null
    }
  }

  watch(id, () => void load(), { immediate: true })
  // a letter about it has arrived (or was taken back): what is decided next must be about the present version
  const { letters } = useSync()
  const written = computed(() => letters.value.filter(({ subjectId }) => subjectId === id()).length)
  watch([written, id], ([now, at], [before, wasAt]) => at === wasAt && now < before && void load())
  return { visit, asOf, trouble, asking, load }
}
