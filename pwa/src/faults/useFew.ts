/** Whether so few report on this side of things that words and place may tell who it was: the server knows (rule 7). */
import { ref, watch, type Ref } from 'vue'

import { ask } from '@/api/ask'
import type { Environment } from '@/api/types'
import { phone } from '@/db/open'
import { noteFailure } from '@/outbox/useSync'

/** False while it is not known: never asked, and no network now. */
export function useFew(environment: Readonly<Ref<Environment | null>>): Readonly<Ref<boolean>> {
  const few = ref(false)

  async function look(wanted: Environment | null): Promise<void> {
    few.value = false
    if (!wanted) return
    const answer = await ask('FieldSize', { environment: wanted }, { phone: phone() })
    if (answer.kind === 'answer' && wanted === environment.value) few.value = answer.value.few
  }

  watch(environment, (wanted) => void look(wanted).catch(noteFailure), { immediate: true })
  return few
}
