/** Whether so few report on this side of things that words and place may tell who it was (rule 7). */
import { computed, ref, watch, type Ref } from 'vue'

import { ask } from '@/api/ask'
import type { Environment } from '@/api/types'
import { phone } from '@/db/open'
import { noteFailure } from '@/outbox/useSync'

const ENOUGH = 3

/** False while it is not known: never asked, and no network now. */
export function useFew(environment: Readonly<Ref<Environment | null>>): Readonly<Ref<boolean>> {
  const people = ref<number | null>(null)

  async function look(wanted: Environment | null): Promise<void> {
    people.value = null
    if (!wanted) return
    const answer = await ask('FieldSize', { environment: wanted }, { phone: phone() })
    if (answer.kind === 'answer' && wanted === environment.value) people.value = answer.value.people
  }

  watch(environment, (wanted) => void look(wanted).catch(noteFailure), { immediate: true })
  return computed(() => people.value !== null && people.value < ENOUGH)
}
