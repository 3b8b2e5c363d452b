/** What the comparison of photos with what was sealed has found, photo by photo. */
import { computed, onScopeDispose, ref, watch } from 'vue'

import { checkAll, isAsTaken, type Found } from './asTaken'
import type { EvidencePhoto } from './photos'

export function useComparison(photos: () => readonly EvidencePhoto[], atOnce: boolean) {
  const found = ref<Found[]>([])
  const begun = ref(false)
  let stop: AbortController | null = null

  async function compare(): Promise<void> {
    stop?.abort()
    const { signal } = (stop = new AbortController())
    begun.value = true
    found.value = []
    await checkAll(photos(), (_, one) => !signal.aborted && (found.value = [...found.value, one]), signal)
  }

  watch(
    () => photos().map(({ id }) => id).join(),
    () => {
      stop?.abort()
      begun.value = false
      found.value = []
      if (atOnce) void compare()
    },
    { immediate: true },
  )
  onScopeDispose(() => stop?.abort())

  const count = (wanted: Found): number => found.value.filter((one) => one === wanted).length
  return {
    begun,
    compare,
    comparing: computed(() => begun.value && found.value.length < photos().length),
    same: computed(() => count('same')),
    unknown: computed(() => count('unknown')),
    /** Their numbers, from 1. */
    different: computed(() => found.value.flatMap((one, at) => (one === 'differs' ? [at + 1] : []))),
    /** Of one photo, for the viewer. Raises when its bytes were not fetched. */
    verify: async (id: string): Promise<boolean> => {
      const photo = photos().find((one) => one.id === id)
      return photo !== undefined && isAsTaken(photo)
    },
  }
}
