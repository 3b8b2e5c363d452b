/** The form of a command: a draft of its own, kept at every change, with its photos; sealed when it has no gap. */
import { computed, effectScope, onMounted, onScopeDispose, ref, shallowRef } from 'vue'

import { draftKeyOf } from './paths'
import type { Issue } from './standing'
import { useCommand, type Given, type IssueOperation, type Said } from './useCommand'
import { t } from './words'

import { usePhotos, type Album } from '@/camera/usePhotos'
import { phone } from '@/db/open'
import { useDraft, type OpenDraft } from '@/db/useDraft'
import { noteFailure } from '@/outbox/useSync'

export interface Form<K extends IssueOperation, T extends object> extends Given<K> {
  command: string // its name in the table; draft and photos lie under it
  blank: T
  said: (value: T) => Said<K>
  gap?: (value: T) => string // why it cannot be given yet; '' when nothing is missing
}

interface WithPhotos {
  photoIds: string[]
}

export function useCommandForm<K extends IssueOperation, T extends object>(issue: () => Issue, form: Form<K, T>) {
  const key = draftKeyOf(form.command, issue().id)
  const asked = ref(false)
  const sealing = ref(false)
  const { busy, trouble, send } = useCommand<K>(issue, form)
  const { open, album } = useOpening<T>(key, form.blank, () => (trouble.value = t('notKept')))

  const draft = computed<T | null>(() => open.value?.draft.value ?? null)
  const gap = computed(() => {
    if (!asked.value || !draft.value) return ''
    return form.gap?.(draft.value) || ((album.value?.faults.value.length ?? 0) > 0 ? t('gapPhoto') : '')
  })

  async function sealed(made: OpenDraft<T>): Promise<boolean> {
    await album.value?.settled()
    asked.value = true
    if (gap.value) return false
    await made.keepNow()
    return made.sealing(async (value) => {
      const { photoIds } = value as Partial<WithPhotos>
      if (!(await send(form.said(value), { photoIds, draftKey: key }))) throw new NotSealed()
      return true
    })
  }

  /** True when the command is safe on the phone. */
  async function give(): Promise<boolean> {
    sealing.value = true
    try {
      return open.value !== null && (await sealed(open.value))
    } catch (failure) {
      if (failure instanceof NotSealed) return false
      noteFailure(failure)
      trouble.value = t('notKept')
      return false
    } finally {
      sealing.value = false
    }
  }

  /** For the frame of the sheet. */
  const view = computed(() => ({
    ready: draft.value !== null,
    busy: busy.value || sealing.value || draft.value === null,
    gap: gap.value,
    trouble: trouble.value,
    album: album.value,
    keepNow: () => open.value?.keepNow() ?? Promise.resolve(),
  }))
  return { draft, view, give }
}

/** The draft with its photos, as soon as the phone has given it. */
function useOpening<T extends object>(key: string, blank: T, failed: () => void) {
  const scope = effectScope()
  onScopeDispose(() => scope.stop())
  const open = shallowRef<OpenDraft<T> | null>(null)
  const album = shallowRef<Album | null>(null)

  async function begin(): Promise<void> {
    const made = await scope.run(() => useDraft<T>(phone(), key, blank))!
    if ('photoIds' in made.draft.value) {
      const own = (): WithPhotos => made.draft.value as unknown as WithPhotos
      const ids = computed({ get: () => own().photoIds, set: (next) => (own().photoIds = next) })
      album.value = scope.run(() => usePhotos({ phone: phone(), owner: key, ids, failed: noteFailure })) ?? null
    }
    open.value = made
  }

  onMounted(() =>
    begin().catch((failure) => {
      noteFailure(failure)
      failed()
    }),
  )
  return { open, album }
}

/** The sheet says why already; the draft goes on being kept. */
class NotSealed extends Error {
  override name = 'NotSealed'
}

/** How many characters a person sees. */
export function lengthOf(text: string): number {
  return [...text.trim()].length
}
