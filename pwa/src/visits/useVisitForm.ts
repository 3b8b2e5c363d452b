/**
 * The open form of a visit: every edit is kept at once, and sealing is one step. Its parts find it by `useForm`.
 */
import { computed, getCurrentScope, inject, onScopeDispose, provide, ref, type InjectionKey } from 'vue'

import { adopt, ownPhotos, readVisit, type VisitDraft } from './draft'
import { useEnterpriseFacts } from './enterpriseFacts'
import { faultsOf } from './faults'
import { amendVisitOf, anyTopicOf, logVisitOf } from './letter'
import { notePhrases, ownPhrases } from './phrases'
import { useAlbums } from './useAlbums'
import { useProblems } from './useProblems'
import { t } from './words'

import { draftOf } from '@/db/drafts'
import { newId } from '@/db/ids'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { photosOf } from '@/db/photos'
import { useDraft, type OpenDraft } from '@/db/useDraft'
import { PhotoGone, seal } from '@/outbox/seal'
import { onWord } from '@/outbox/tabs'
import { noteFailure } from '@/outbox/useSync'

export interface Writer {
  personId: string
  grantId: string // the acting grant at the moment of sealing
  topics: readonly { code: string; name: string }[]
  limit: number // the district's visits per month
}

export interface FormParts {
  phone: Phone
  key: string // of the draft
  start: VisitDraft
  writer: () => Writer
  now?: () => Date
}

export type Trouble = 'full' | 'photoGone' | 'fault'
export type VisitForm = Awaited<ReturnType<typeof useVisitForm>>

const FORM: InjectionKey<VisitForm> = Symbol('visit form')
export const provideForm = (form: VisitForm): void => provide(FORM, form)

export function useForm(): VisitForm {
  const form = inject(FORM)
  if (!form) throw new Error('outside of a visit form')
  return form
}

export async function useVisitForm(parts: FormParts) {
  const { phone, key, writer } = parts
  const scope = getCurrentScope()
  const now = parts.now ?? (() => new Date())
  const open = await useDraft(phone, key, parts.start, now, readVisit)
  const kept = await photosOf(phone, key)
  const phrases = ref(await ownPhrases(phone))
  adopt(open.draft.value, kept.filter((one) => one.removedAt === '' && one.letterId === '').map(({ id }) => id))

  const made = (): ReturnType<typeof formOf> => formOf({ ...parts, now }, open, phrases.value)
  const form = scope ? scope.run(made)! : made()
  return { ...form, key, phone, phrases, topics: computed(() => writer().topics), now }
}

function formOf(parts: Required<FormParts>, open: OpenDraft<VisitDraft>, phrases: readonly string[]) {
  const { phone, key, writer, now } = parts
  const { draft } = open
  const asked = ref(false) // gaps are named once the person wants to send
  const albums = useAlbums({ phone, owner: key, draft, now })
  const facts = useEnterpriseFacts(phone, () => draft.value.enterprise?.id, { limit: () => writer().limit, now })
  const faults = computed(() =>
    faultsOf(draft.value, { paired: facts.value.paired, badPhotos: albums.bad.value, now: now() }),
  )
  const errors = computed(() => new Map(asked.value ? faults.value.map((fault) => [fault.at, fault] as const) : []))
  return {
    ...open,
    album: albums.of,
    facts,
    asked,
    faults,
    hasPhrases: phrases.length > 0,
    errorAt(field: string): string | undefined {
      const fault = errors.value.get(field)
      return fault && (fault.word === 'gapLong' ? t('gapLong', { n: fault.over ?? 0 }) : t(fault.word))
    },
    ...useProblems({ phone, draft, now }),
    ...useSealing(parts, open, { asked, albums, faults: () => faults.value.length }),
  }
}

interface Around {
  asked: { value: boolean }
  albums: { settled(): Promise<void> }
  faults: () => number
}

function useSealing({ phone, key, writer, now }: Required<FormParts>, open: OpenDraft<VisitDraft>, around: Around) {
  const saving = ref(false)
  const trouble = ref<Trouble | null>(null)
  const lost = ref(false) // sealed or deleted on another page: an edit here must not bring it back

  /** The sealed letter; null when something is missing, or when it could not be kept (`trouble` says why). */
  async function save(): Promise<Letter | null> {
    if (saving.value || lost.value) return null
    saving.value = true
    trouble.value = null
    try {
      await around.albums.settled()
      around.asked.value = true
      if (around.faults() > 0) return null
      await open.keepNow() // what comes back with a refused letter is what was sent
      return await open.sealing((value) => sealed(phone, key, value, writer(), now()))
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

async function sealed(phone: Phone, draftKey: string, value: VisitDraft, writer: Writer, now: Date): Promise<Letter> {
  const anyTopic = anyTopicOf(writer.topics)
  const name = value.enterprise?.name ?? ''
  const common = {
    subjectId: value.id,
    personId: writer.personId,
    grantId: writer.grantId,
    photoIds: ownPhotos(value),
    draftKey,
  }
  const letter = value.amends
    ? await seal(
        phone,
        { ...common, operation: 'AmendVisit', input: amendVisitOf(value, anyTopic, newId()), title: t('letterAmend', { name }) },
        now,
      )
    : await seal(
        phone,
        { ...common, operation: 'LogVisit', input: logVisitOf(value, anyTopic), title: t('letterTitle', { name }) },
        now,
      )
  await notePhrases(phone, value.discussed, now).catch((failure: Error) => console.info('phrases not kept:', failure.name))
  return letter
}
