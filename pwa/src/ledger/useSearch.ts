/** One field over everything; the words stand in the address, so going back finds the hits again. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import type { Trouble } from './useFigures'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { phone } from '@/db/open'

export const LEAST_CHARS = 2
export const HITS_MAX = 10 // of each kind, as the server has it

export function useSearch() {
  const route = useRoute()
  const router = useRouter()
  const path = route.path
  const words = computed(() => (typeof route.query.text === 'string' ? route.query.text : ''))
  const hits = shallowRef<ValueOf<'SearchAll'> | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)

  async function find(): Promise<void> {
    const text = words.value
    hits.value = null
    trouble.value = null
    if ([...text].length < LEAST_CHARS) return
    asking.value = true
    const answer = await ask('SearchAll', { text }, { phone: phone() })
    if (text !== words.value) return // asked anew meanwhile
    asking.value = false
    if (answer.kind === 'answer') hits.value = answer.value
    else trouble.value = answer
  }

  watch(words, () => route.path === path && void find(), { immediate: true })
  return {
    words, hits, trouble, asking, find,
    set: (text: string) => router.replace({ query: text.trim() ? { text: text.trim() } : {} }),
  }
}
