/** An addition to an approved visit: written, kept, sealed like a visit; it changes nothing of what was approved. */
import { computed, getCurrentScope, ref } from 'vue'

import { t } from './words'

import { usePhotos } from '@/camera/usePhotos'
import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { useDraft, type OpenDraft } from '@/db/useDraft'
import { seal } from '@/outbox/seal'
import { noteFailure } from '@/outbox/useSync'

export const MOST_SUPPLEMENT = 1000
const LEAST = 2

export interface SupplementDraft {
  v: 1
  text: string
  photoIds: string[]
}
type About = { visitId: string; enterpriseName: string }
type Writer = { personId: string; grantId: string }
export type SupplementForm = Awaited<ReturnType<typeof useSupplement>>

export async function useSupplement(phone: Phone, about: About, writer: Writer, now: () => Date = () => new Date()) {
  const scope = getCurrentScope()
  const key = `supplement:${about.visitId}`
  const open = await useDraft<SupplementDraft>(phone, key, { v: 1, text: '', photoIds: [] }, now)
  const made = (): ReturnType<typeof formOf> => formOf(phone, key, open, now, { about, writer })
  return scope ? scope.run(made)! : made()
}

function formOf(phone: Phone, key: string, open: OpenDraft<SupplementDraft>, now: () => Date, by: { about: About; writer: Writer }) {
  const { draft } = open
  const ids = computed({ get: () => draft.value.photoIds, set: (next) => (draft.value.photoIds = next) })
  const album = usePhotos({ phone, owner: key, ids, now, failed: noteFailure })
  const asked = ref(false)
  const saving = ref(false)
  const trouble = ref<'full' | 'fault' | null>(null)
  const gap = computed((): 'gapSupplement' | 'gapPhoto' | null => {
    if (!asked.value) return null
    const length = [...draft.value.text.trim()].length
    if (length < LEAST) return 'gapSupplement'
    return album.faults.value.length > 0 ? 'gapPhoto' : null
  })

  async function save(): Promise<boolean> {
    if (saving.value) return false
    saving.value = true
    trouble.value = null
    try {
      await album.settled()
      asked.value = true
      if (gap.value || [...draft.value.text.trim()].length > MOST_SUPPLEMENT) return false
      await open.keepNow()
      await open.sealing((value) => sealed(phone, key, value, by, now()))
      return true
    } catch (failure) {
      trouble.value = failure instanceof SpaceFull ? 'full' : 'fault'
      noteFailure(failure)
      return false
    } finally {
      saving.value = false
    }
  }
  return { ...open, album, gap, saving, trouble, save }
}

/** `commandId` is new at each sealing: changed content never travels under an id that another content had. */
function sealed(phone: Phone, draftKey: string, value: SupplementDraft, { about, writer }: { about: About; writer: Writer }, now: Date) {
  const { text, photoIds } = value
  const input = { commandId: newId(), visitId: about.visitId, text: text.trim(), photoIds }
  const title = t('letterSupplement', { name: about.enterpriseName })
  return seal(phone, { operation: 'SupplementVisit', input, subjectId: about.visitId, ...writer, title, photoIds, draftKey }, now)
}
