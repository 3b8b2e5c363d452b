/** A list that comes page by page; a newer question makes the answer to an older one void. */
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue'

import type { Failed } from './sorry'
import type { Reply } from '@/api/reply'

export interface Page<T> {
  items: T[]
  after?: string | null
}

export interface Keyset<T> {
  items: ShallowRef<T[] | null>
  after: Ref<string | null>
  busy: Ref<boolean>
  failed: ShallowRef<Failed | null>
  reload: () => Promise<void>
  more: () => Promise<void>
}

export function useKeyset<T>(load: (after: string | null) => Promise<Reply<Page<T>>>): Keyset<T> {
  const items = shallowRef<T[] | null>(null)
  const after = ref<string | null>(null)
  const busy = ref(false)
  const failed = shallowRef<Failed | null>(null)
  let question = 0

  async function fetchFrom(start: string | null): Promise<void> {
    const mine = ++question
    busy.value = true
    const reply = await load(start)
    if (mine !== question) return
    busy.value = false
    failed.value = reply.kind === 'answer' ? null : reply
    if (reply.kind !== 'answer') return
    items.value = start ? [...(items.value ?? []), ...reply.value.items] : reply.value.items
    after.value = reply.value.after ?? null
  }

  return { items, after, busy, failed, reload: () => fetchFrom(null), more: () => fetchFrom(after.value) }
}
