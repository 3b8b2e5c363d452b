/** One's own open reports that may be about the same thing: looked up in the phone's copy, told before sending. */
import { computed, onMounted, shallowRef, type Ref } from 'vue'

import { FIRST, isOpen, type MyIssue } from './rows'

import { kept } from '@/api/ask'
import { phone } from '@/db/open'
import { noteFailure } from '@/outbox/useSync'
import { alike } from '@/visits/alike'

const SHOWN = 2

export function useAlike(description: Readonly<Ref<string>>) {
  const own = shallowRef<readonly MyIssue[]>([])

  async function look(): Promise<void> {
    const copy = await kept('MyIssues', { first: FIRST, after: null }, phone())
    own.value = (copy?.value.items ?? []).filter(isOpen)
  }

  onMounted(() => void look().catch(noteFailure))
  return computed(() => alike(description.value, own.value).slice(0, SHOWN))
}
