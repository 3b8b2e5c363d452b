/** The words of a sheet: on the phone at every change, so that closing the sheet loses nothing. */
import { computed, onMounted, ref, watch } from 'vue'

import { t } from './words'

import { draftOf, keepDraft } from '@/db/drafts'
import { phone } from '@/db/open'
import { noteFailure } from '@/outbox/useSync'

interface Bounds {
  least: number
  most: number
}

/** `start` stands there while nothing has been written. `fault`: why it cannot be sent; said from the first try on. */
export function useKeptText(draftKey: string, { least, most }: Bounds, start = '') {
  const text = ref(start)
  const tried = ref(false)
  let read = '' // what came from the phone is not written back

  onMounted(async () => {
    const draft = await draftOf(phone(), draftKey)
    if (draft && text.value === start) text.value = read = String(draft.value)
  })
  watch(text, (value) => {
    if (value !== read) keepDraft(phone(), { key: draftKey, value, savedAt: new Date().toISOString() }).catch(noteFailure)
  })

  const length = computed(() => [...text.value.trim()].length)
  const fault = computed(() => {
    if (length.value > most) return t('tooLong', { n: most })
    return tried.value && length.value < least ? t('tooShort', { n: least }) : undefined
  })
  /** True when it may go as it is. */
  function ready(): boolean {
    tried.value = true
    return length.value >= least && length.value <= most
  }
  return { text, fault, ready, draftKey, most }
}
