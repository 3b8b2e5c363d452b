/** The open registration: kept at every edit, sealed in one step. */
import { computed, getCurrentScope, ref } from 'vue'

import { blankDesk, gapOf, inputOf, type DeskDraft } from './desk'
import { t } from './words'

import { usePhotos } from '@/camera/usePhotos'
import { newId } from '@/db/ids'
import { phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { useDraft } from '@/db/useDraft'
import { PhotoGone, seal } from '@/outbox/seal'
import { afterSealing, noteFailure } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'

export const DESK_DRAFT = 'desk' // one at a time: whoever stands at the window

export type Desk = Awaited<ReturnType<typeof useDesk>>

export async function useDesk() {
  const scope = getCurrentScope()!
  const open = await useDraft<DeskDraft>(phone(), DESK_DRAFT, blankDesk(newId(), crypto.getRandomValues(new Uint8Array(5))))
  return scope.run(() => deskOf(open))!
}

function deskOf(open: Awaited<ReturnType<typeof useDraft<DeskDraft>>>) {
  const { me, grant } = useSession()
  const { draft } = open
  const ids = computed({ get: () => draft.value.photoIds, set: (next) => (draft.value.photoIds = next) })
  const album = usePhotos({ phone: phone(), owner: DESK_DRAFT, ids, failed: noteFailure })
  const asked = ref(false) // the gap is named once the person wants to register
  const saving = ref(false)
  const trouble = ref<'full' | 'photoGone' | 'fault' | null>(null)
  const gap = computed(() => (asked.value ? gapOf(draft.value, album.faults.value.length > 0) : null))

  /** The tracking code to hand out; empty when it was not kept. */
  async function register(): Promise<string> {
    asked.value = true
    const [person, acting] = [me.value?.person.id, grant.value?.id]
    if (saving.value || !person || !acting) return ''
    saving.value = true
    trouble.value = null
    try {
      await album.settled()
      if (gap.value) return ''
      await open.keepNow()
      await open.sealing((value) => sealed(value, person, acting))
      await afterSealing()
      return draft.value.code
    } catch (failure) {
      trouble.value = failure instanceof SpaceFull ? 'full' : failure instanceof PhotoGone ? 'photoGone' : 'fault'
      noteFailure(failure)
      return ''
    } finally {
      saving.value = false
    }
  }

  return { draft, album, gap, saving, trouble, register, keepNow: open.keepNow }
}

function sealed(value: DeskDraft, personId: string, grantId: string) {
  const deed = { operation: 'OpenAtDesk', input: inputOf(value), subjectId: value.id, personId, grantId } as const
  return seal(phone(), { ...deed, photoIds: value.photoIds, title: t('letterTitle'), draftKey: DESK_DRAFT }, new Date())
}
