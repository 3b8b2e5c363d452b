/** The photos of letters as the grid shows them: pictures from the phone, and how far each is. */
import { onScopeDispose, shallowReactive, watch } from 'vue'

import type { Letter } from '@/db/letter'
import { phone } from '@/db/open'
import { photoOf } from '@/db/photos'
import { noteFailure, useSync } from '@/outbox/useSync'
import type { GridPhoto } from '@/ui/photos'
import { isVoice } from '@/voice/voiceRow'

export function useLetterPhotos() {
  const { letters, percentOf, sync } = useSync()
  const pictures = shallowReactive(new Map<string, string>()) // id → object URL, '' when the browser cannot show it
  const stored = shallowReactive(new Set<string>())
  const voices = shallowReactive(new Set<string>()) // ids that are voice notes: there is nothing to see of them

  async function look(): Promise<void> {
    const wanted = new Set(letters.value.flatMap(({ photoIds }) => photoIds))
    for (const [id, url] of pictures)
      if (!wanted.has(id)) {
        URL.revokeObjectURL(url)
        pictures.delete(id)
      }
    for (const id of wanted) {
      const row = await photoOf(phone(), id)
      if (!row) continue
      if (row.stored) stored.add(id)
      else stored.delete(id)
      if (isVoice(row)) voices.add(id)
      else if (!pictures.has(id)) pictures.set(id, row.mime ? URL.createObjectURL(new Blob([row.bytes], { type: row.mime })) : '')
    }
  }
  watch(letters, () => void look().catch(noteFailure), { immediate: true })
  onScopeDispose(() => pictures.forEach((url) => URL.revokeObjectURL(url)))

  function stateOf(letter: Letter, id: string): Pick<GridPhoto, 'state' | 'percent'> {
    if (id === letter.badPhotoId) return { state: 'unreadable' }
    if (letter.state === 'refused') return { state: stored.has(id) ? 'delivered' : 'kept' }
    const percent = percentOf(id)
    if (stored.has(id) || percent === 100) return { state: 'delivered' }
    return percent === undefined || sync.offline ? { state: 'waiting' } : { state: 'sending', percent }
  }

  return {
    photosOf: (letter: Letter): GridPhoto[] =>
      letter.photoIds.filter((id) => !voices.has(id)).map((id) => ({ id, src: pictures.get(id) ?? '', ...stateOf(letter, id) })),
    deliveredOf: (letter: Letter): number => letter.photoIds.filter((id) => stored.has(id)).length,
  }
}
