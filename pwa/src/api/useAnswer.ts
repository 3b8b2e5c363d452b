/** A question on a page: the phone's copy at once, the server's answer when it comes, and what kept it away. */
import { computed, getCurrentScope, onScopeDispose, ref, shallowRef, type Ref, type ShallowRef } from 'vue'

import { ask, kept, type Answer, type Question } from './ask'
import { onChange } from './changes'
import type { ValueOf, VariablesOf } from './reply'

import type { Refusal } from '@/db/letter'
import { phone } from '@/db/open'

export type Trouble = { kind: 'offline' } | { kind: 'fault'; incident: string } | { kind: 'refused'; refusal: Refusal }

export interface Answered<T> {
  value: Readonly<Ref<T | null>>
  at: Readonly<Ref<Date | null>> // when the server said it
  trouble: Readonly<Ref<Trouble | null>> // why the last asking brought nothing; null: it did, or is under way
  asking: Readonly<Ref<boolean>>
  refresh(): Promise<void>
}

export function useAnswer<K extends Question>(operation: K, variables: VariablesOf<K>): Answered<ValueOf<K>> {
  const value = shallowRef(null) as ShallowRef<ValueOf<K> | null>
  const at = ref<Date | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)
  let over = false
  let changed = false
  whileThere(operation, () => (over = true), () => {
    changed = asking.value // what is under way may be older than the change
    if (value.value !== null && !changed) void refresh()
  })

  function take(answer: Answer<ValueOf<K>>): void {
    if (over) return
    if (answer.kind === 'answer') {
      value.value = answer.value
      at.value = answer.at
      trouble.value = answer.from === 'phone' && answer.why !== 'slow' ? away(answer.why) : null
    } else {
      trouble.value = answer
      if (answer.kind === 'refused') value.value = null // what one may no longer see is not shown from the copy either
    }
  }

  async function refresh(): Promise<void> {
    if (asking.value) return
    asking.value = true
    try {
      const copy = value.value === null ? await kept(operation, variables, phone()) : null
      if (copy && value.value === null && !over) {
        value.value = copy.value
        at.value = copy.at
      }
      take(await ask(operation, variables, { phone: phone(), fresh: take }))
    } finally {
      asking.value = false
      if (changed && !over) {
        changed = false
        void refresh()
      }
    }
  }

  return { value, at: computed(() => at.value), trouble, asking, refresh }
}

/** Hears of changes to what this question answers until its page is gone. */
function whileThere(operation: Question, gone: () => void, changed: () => void): void {
  if (!getCurrentScope()) return
  const stop = onChange(operation, changed)
  onScopeDispose(() => {
    gone()
    stop()
  })
}

function away(why: 'offline' | 'fault'): Trouble {
  return why === 'offline' ? { kind: 'offline' } : { kind: 'fault', incident: '' }
}
