/** The commands that may be given on an open issue, and the one whose sheet is open. */
import { computed, ref, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { barOf, faceOf } from './commands'
import type { Issue, Standing } from './standing'

export function useGiving(issue: Readonly<Ref<Issue | null>>, standing: Readonly<Ref<Standing | null>>) {
  const route = useRoute()
  const router = useRouter()
  const giving = ref('')
  const more = ref(false)

  function open(name: string): void {
    more.value = false
    giving.value = name
  }

  // a letter that comes back for correcting opens its sheet again
  watch(
    () => [route.query.do, standing.value?.allowed] as const,
    ([name, allowed]) => {
      if (typeof name !== 'string' || !allowed?.includes(name)) return
      open(name)
      void router.replace({ query: { ...route.query, do: undefined } })
    },
    { immediate: true },
  )
  return {
    giving, more, open,
    buttons: computed(() => (issue.value ? barOf(standing.value?.allowed ?? [], issue.value) : { bar: [], more: [] })),
    sheet: computed(() => (issue.value && giving.value ? faceOf(giving.value, issue.value)?.sheet : undefined)),
  }
}
