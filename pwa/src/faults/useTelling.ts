/** What the author adds to a report of theirs (补充, 异议, 请再去看看): kept at every change, sealed as one letter. */
import { computed, getCurrentScope, ref } from 'vue'

import { tell, type Author, type Subject, type Telling } from './deeds'
import { MOST } from './draft'
import { tellingKey } from './paths'
import { t } from './words'

import { usePhotos } from '@/camera/usePhotos'
import type { Phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { useDraft, type OpenDraft } from '@/db/useDraft'
import { noteFailure } from '@/outbox/useSync'

const LEAST = 2
const MOST_REASON = 300

export interface TellingDraft {
  v: 1
  text: string
  photoIds: string[] // only what is resubmitted has any
}
export type TellingForm = Awaited<ReturnType<typeof useTelling>>
type About = { telling: Telling; issue: Subject; by: Author }

/** `start`: the words to begin with, when nothing is kept yet. */
export async function useTelling(phone: Phone, about: About, start: string, now: () => Date = () => new Date()) {
  const scope = getCurrentScope()
  const key = tellingKey(about.telling, about.issue.id)
  const open = await useDraft<TellingDraft>(phone, key, { v: 1, text: start, photoIds: [] }, now)
  const made = (): ReturnType<typeof formOf> => formOf(phone, key, open, about, now)
  return scope ? scope.run(made)! : made()
}

function formOf(phone: Phone, key: string, open: OpenDraft<TellingDraft>, about: About, now: () => Date) {
  const { draft } = open
  const ids = computed({ get: () => draft.value.photoIds, set: (next) => (draft.value.photoIds = next) })
  const album = usePhotos({ phone, owner: key, ids, now, failed: noteFailure })
  const [asked, saving] = [ref(false), ref(false)]
  const trouble = ref<'full' | 'sealFault' | null>(null)
  const most = about.telling === 'resubmit' ? MOST.description : MOST_REASON
  const gap = computed((): string | undefined => {
    const length = [...draft.value.text.trim()].length
    if (!asked.value) return undefined
    if (length < LEAST) return t(about.telling === 'resubmit' ? 'gapShort' : 'gapReason')
    if (length > most) return t('gapReasonLong', { n: most })
    return album.faults.value.length > 0 ? t('gapPhoto') : undefined
  })

  /** True when it is safe on the phone. */
  async function save(): Promise<boolean> {
    if (saving.value) return false
    saving.value = true
    trouble.value = null
    try {
      await album.settled()
      asked.value = true
      if (gap.value) return false
      await open.keepNow()
      await open.sealing(({ text, photoIds }) => tell(phone, about, { text, photoIds, draftKey: key }, now()))
      return true
    } catch (failure) {
      trouble.value = failure instanceof SpaceFull ? 'full' : 'sealFault'
      noteFailure(failure)
      return false
    } finally {
      saving.value = false
    }
  }
  return { ...open, album, most, gap, saving, trouble, save }
}
