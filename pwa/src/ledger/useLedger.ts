/** The rows and figures of what the address asks for. */
import { computed, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { lookOf, queryOf, type Look } from './look'
import { useFigures, type Trouble } from './useFigures'
import { useRows } from './useRows'

import { useWaited } from '@/ui/useWaited'

export function useLedger() {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const look = computed(() => lookOf(route.query))
  const { figures, fetchFigures } = useFigures(look)
  const { fetchRows, clear, asOf, ...shown } = useRows(look)
  const trouble = shallowRef<Trouble | null>(null)

  async function reload(): Promise<void> {
    clear()
    trouble.value = null
    const [, noRows] = await Promise.all([fetchFigures(), fetchRows(false)])
    trouble.value = noRows
  }

  async function more(): Promise<void> {
    trouble.value = await fetchRows(true)
  }

  watch(() => JSON.stringify(look.value), () => route.path === path && void reload(), { immediate: true })
  const seconds = useWaited(() => shown.asking.value && shown.rows.value.length === 0)
  return {
    ...shown, look, figures, trouble, reload, more,
    list: computed(() => ({ asOf: asOf.value, fetchingSeconds: seconds.value })),
    set: (next: Look) => router.replace({ query: queryOf(next) }),
  }
}
