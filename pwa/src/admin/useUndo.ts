/** A value under change, with the steps back: each change of its own kind is one step, typing in one field is one. */
import { computed, shallowRef } from 'vue'

export function useUndo<Value>(start: Value) {
  const value = shallowRef(start)
  const before = shallowRef<readonly Value[]>([])
  let typing = ''

  /** `field`: where one is typing; further letters in it belong to the same step. */
  function set(next: Value, field = ''): void {
    if (!field || field !== typing) before.value = [...before.value, value.value]
    typing = field
    value.value = next
  }

  function undo(): void {
    const last = before.value.at(-1)
    if (last === undefined) return
    before.value = before.value.slice(0, -1)
    typing = ''
    value.value = last
  }

  return { value, set, undo, changed: computed(() => before.value.length > 0) }
}
