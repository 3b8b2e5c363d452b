/** All visits this person may see, newest first, twenty at a time, by the filter in the address. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { filterOf, lookOf, queryOf, type Look } from './filters'
import type { VisitLine } from './queue'
import type { Trouble } from './useQueue'

import { ask } from '@/api/ask'
import { phone } from '@/db/open'
import { useWaited } from '@/ui/useWaited'

const PAGE = 20

export function useSubmissions() {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const look = computed(() => lookOf(route.query))
  const rows = shallowRef<readonly VisitLine[]>([])
  const after = ref<string | null>(null)
  const asOf = shallowRef<Date | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)
  const asked = ref(false)
  let turn = 0

  async function fetchRows(more: boolean): Promise<void> {
    const mine = ++turn
    asking.value = true
    trouble.value = null
    const variables = { filter: filterOf(look.value), order: 'NEWEST_FIRST' as const, first: PAGE, after: more ? after.value : null }
    const answer = await ask('Visits', variables, { phone: phone() })
    if (mine !== turn) return // asked anew meanwhile
    asking.value = false
    if (answer.kind !== 'answer') {
      trouble.value = answer
      return
    }
    rows.value = more ? [...rows.value, ...answer.value.items] : answer.value.items
    after.value = answer.value.after
    asOf.value = answer.from === 'phone' ? answer.at : null
    asked.value = true
  }

  function reload(): Promise<void> {
    rows.value = []
    after.value = null
    asked.value = false
    return fetchRows(false)
  }

  watch(() => JSON.stringify(look.value), () => route.path === path && void reload(), { immediate: true })
  const seconds = useWaited(() => asking.value && rows.value.length === 0)
  return {
    look, rows, after, asking, asked, trouble, reload,
    more: () => fetchRows(true),
    list: computed(() => ({ asOf: asOf.value, fetchingSeconds: seconds.value })),
    set: (next: Look) => router.replace({ query: queryOf(next) }),
  }
}
