/** The open report: every edit is kept at once, its photos and its voice note too; sealing is one step. */
import { computed, getCurrentScope, inject, onScopeDispose, provide, ref, type InjectionKey } from 'vue'

import { adopt, evidenceOf, faultsOf, reportIssueOf, type Fault, type FaultDraft } from './draft'
import { hintsIn, type Self } from './hint'
import { draftKey } from './paths'
import { t } from './words'

import { usePhotos } from '@/camera/usePhotos'
import { draftOf } from '@/db/drafts'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { photosOf } from '@/db/photos'
import { useDraft, type OpenDraft } from '@/db/useDraft'
import { PhotoGone, seal } from '@/outbox/seal'
import { onWord } from '@/outbox/tabs'
import { noteFailure } from '@/outbox/useSync'
import { useVoice } from '@/voice/useVoice'
import { isVoice } from '@/voice/voiceRow'

export interface Reporter extends Self {
  personId: string
  grantId: string // the acting grant at the moment of sealing
  topic: string // what the office sorts
}

export interface FormParts {
  phone: Phone
  start: FaultDraft
  reporter: () => Reporter
  now?: () => Date
}

export type Trouble = 'full' | 'photoGone' | 'fault'
export type FaultForm = Awaited<ReturnType<typeof useFaultForm>>

const FORM: InjectionKey<FaultForm> = Symbol('report')
export const provideForm = (form: FaultForm): void => provide(FORM, form)

export function useForm(): FaultForm {
  const form = inject(FORM)
  if (!form) throw new Error('outside of a report')
  return form
}

export async function useFaultForm(parts: FormParts) {
  const { phone, start, reporter } = parts
  const scope = getCurrentScope()
  const now = parts.now ?? (() => new Date())
  const key = draftKey(start.id)
  const open = await useDraft(phone, key, start, now)
  const loose = (await photosOf(phone, key)).filter((one) => one.removedAt === '' && one.letterId === '')
  adopt(open.draft.value, loose.map((row) => ({ id: row.id, voice: isVoice(row) })))
  const made = (): ReturnType<typeof formOf> => formOf({ phone, start, reporter, now }, key, open)
  return { ...(scope ? scope.run(made)! : made()), key, phone }
}

function formOf(parts: Required<FormParts>, key: string, open: OpenDraft<FaultDraft>) {
  const { phone, reporter, now } = parts
  const { draft } = open
  const ids = computed({ get: () => draft.value.photoIds, set: (next) => (draft.value.photoIds = next) })
  const voiceId = computed({ get: () => draft.value.voiceId, set: (next) => (draft.value.voiceId = next) })
  const album = usePhotos({ phone, owner: key, ids, now, failed: noteFailure })
  const voice = useVoice({ phone, owner: key, id: voiceId, keepDraft: open.keepNow, failed: noteFailure, now })
  const asked = ref(false) // gaps are named once the person wants to send
  const faults = computed(() => faultsOf(draft.value, album.faults.value.length > 0))
  return {
    ...open,
    album,
    voice,
    asked,
    faults,
    hints: computed(() => hintsIn(`${draft.value.description}\n${draft.value.placeText}`, reporter())),
    errorAt(at: Fault['at']): string | undefined {
      const fault = asked.value ? faults.value.find((one) => one.at === at) : undefined
      return fault && t(fault.word)
    },
    ...useSealing(parts, key, open, {
      settled: async () => void (await Promise.all([album.settled(), voice.settled()])),
      mayGo() {
        asked.value = true
        return faults.value.length === 0
      },
    }),
  }
}

interface Around {
  settled(): Promise<void>
  mayGo(): boolean
}

function useSealing({ phone, reporter, now }: Required<FormParts>, key: string, open: OpenDraft<FaultDraft>, around: Around) {
  const saving = ref(false)
  const trouble = ref<Trouble | null>(null)
  const lost = ref(false) // sealed or deleted on another page: an edit here must not bring it back

  /** The sealed letter; null when something is missing, or when it could not be kept (`trouble` says why). */
  async function save(): Promise<Letter | null> {
    if (saving.value || lost.value) return null
    saving.value = true
    trouble.value = null
    try {
      await around.settled()
      if (!around.mayGo()) return null
      await open.keepNow() // what comes back with a refused letter is what was sent
      return await open.sealing((value) => sealed(phone, key, value, reporter(), now()))
    } catch (failure) {
      trouble.value = failure instanceof SpaceFull ? 'full' : failure instanceof PhotoGone ? 'photoGone' : 'fault'
      noteFailure(failure)
      return null
    } finally {
      saving.value = false
    }
  }

  async function look(): Promise<void> {
    if (saving.value || lost.value || (await draftOf(phone, key)) || saving.value) return
    lost.value = true
    await open.sealing(async () => undefined)
  }
  onScopeDispose(onWord((word) => word.kind === 'changed' && void look().catch(noteFailure)))
  return { saving, trouble, lost, save }
}

/** Its title names nothing: the page of letters may be open while somebody looks over the shoulder. */
function sealed(phone: Phone, key: string, value: FaultDraft, by: Reporter, now: Date): Promise<Letter> {
  const { personId, grantId } = by
  const deed = { operation: 'ReportIssue', input: reportIssueOf(value, by.topic), subjectId: value.id, personId, grantId } as const
  return seal(phone, { ...deed, photoIds: evidenceOf(value), title: t('letterTitle'), draftKey: key }, now)
}
