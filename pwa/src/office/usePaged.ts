/** A board of the office: its first page from the phone at once, then from the server; further pages when asked for. */
import { computed, onMounted, shallowRef, watch } from 'vue'

import { ask, type Question } from '@/api/ask'
import type { ValueOf, VariablesOf } from '@/api/reply'
import { useAnswer } from '@/api/useAnswer'
import { phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'
import { bars } from '@/shell/bars'

type Board = { [K in Question]: ValueOf<K> extends { items: unknown[]; after: string | null } ? (VariablesOf<K> extends { first: number } ? K : never) : never }[Question]
type Row<K extends Board> = ValueOf<K>['items'][number]

const FIRST = 30

export function usePaged<K extends Board>(operation: K, given: Partial<VariablesOf<K>> = {}) {
  const variables = (after: string | null) => ({ ...given, first: FIRST, after }) as unknown as VariablesOf<K>
  const answer = useAnswer(operation, variables(null))
  const further = shallowRef<readonly Row<K>[]>([])
  const next = shallowRef<string | null>(null)
  const more = shallowRef(false) // a further page is under way

  watch(answer.value, (said) => {
    further.value = []
    next.value = said?.after ?? null
  })
  onMounted(answer.refresh)
  const { letters } = useSync()
  watch(() => letters.value.length, (now, before) => now < before && void answer.refresh()) // a letter has arrived

  return {
    rows: computed<readonly Row<K>[]>(() => [...(answer.value.value?.items ?? []), ...further.value]),
    said: answer.value,
    next, more,
    trouble: answer.trouble,
    asking: answer.asking,
    refresh: answer.refresh,
    list: computed(() => ({ asOf: answer.trouble.value || bars.sync.offline ? answer.at.value : null, failed: answer.trouble.value?.kind === 'fault', fetchingSeconds: 0 })),
    async fetchMore() {
      if (!next.value || more.value) return
      more.value = true
      const page = await ask(operation, variables(next.value), { phone: phone() })
      more.value = false
      if (page.kind !== 'answer') return
      further.value = [...further.value, ...(page.value.items as readonly Row<K>[])]
      next.value = page.value.after
    },
  }
}
