/** One's own report as it was written: words, place, photos. From the phone's copy when there is no network. */
import { computed, onMounted } from 'vue'

import { useAnswer } from '@/api/useAnswer'
import { noteFailure } from '@/outbox/useSync'

export function useOwnWords(id: string) {
  const { value, trouble, refresh } = useAnswer('Issue', { id })
  onMounted(() => void refresh().catch(noteFailure))
  return {
    /** False: on their way, and nothing may begin from them yet. */
    settled: computed(() => value.value !== null || trouble.value !== null),
    /** Null: not on this phone. '' when it was said by voice or shown by photos alone. */
    words: computed(() => (value.value?.ownWords ? value.value.description : null)),
    place: computed(() => value.value?.placeText || value.value?.enterprise?.name || ''),
    voiceId: computed(() => value.value?.voiceId ?? null),
    photos: computed(() => value.value?.photos ?? []),
    reread: refresh,
  }
}
