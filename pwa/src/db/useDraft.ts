/** One open draft: every edit is on the phone at once; sealing it does not let a late edit bring it back. */
import { onScopeDispose, getCurrentScope, readonly, ref, toRaw, watch, type Ref } from 'vue'

import { draftOf, keepDraft } from './drafts'
import type { Phone } from './open'
import { broughtUp, type Raw } from './shapes'

export interface OpenDraft<T> {
  draft: Ref<T>
  keptAt: Readonly<Ref<Date | null>> // 「已存本机 10:24」: the last store that succeeded
  unkept: Readonly<Ref<Error | null>> // SpaceFull and the like: what is on the screen is not on the phone
  keepNow(): Promise<void> // before the camera opens, before a reload; rejects when it cannot
  /** Run `seal` with keeping stopped; when it rejects the form stays open and goes on keeping. */
  sealing<R>(seal: (value: T) => Promise<R>): Promise<R>
}

/**
 * `start` is a blank: what is kept under the key goes first, in the present shape, and what an older app did not know is
 * as in the blank. Raises: NewerData, and then the draft is not touched; SpaceFull.
 */
export async function useDraft<T extends object>(
  phone: Phone,
  key: string,
  start: T,
  now: () => Date = () => new Date(),
  read: (kept: Raw) => object = (kept) => broughtUp(kept, []),
): Promise<OpenDraft<T>> {
  const scope = getCurrentScope()
  const kept = await draftOf(phone, key)
  const draft = ref(plain(kept ? { ...start, ...read(kept.value as Raw) } : start)) as Ref<T>
  const keptAt = ref<Date | null>(kept ? new Date(kept.savedAt) : null)
  const unkept = ref<Error | null>(null)
  let writing: Promise<unknown> = Promise.resolve()

  function keepNow(): Promise<void> {
    const row = { key, value: plain(draft.value), savedAt: now().toISOString() }
    const write = writing.then(() => keepDraft(phone, row)) // in order: an older edit never lands last
    writing = write.catch(() => undefined) // told below and to the caller; the next edit is written all the same
    return write.then(
      () => {
        keptAt.value = new Date(row.savedAt)
        unkept.value = null
      },
      (failure: Error) => {
        unkept.value = failure
        throw failure
      },
    )
  }

  const untold = (failure: Error): void => console.info('draft not kept:', failure.name)
  const start_ = (): (() => void) => watch(draft, () => void keepNow().catch(untold), { deep: true })
  let stop = start_()

  async function sealing<R>(seal: (value: T) => Promise<R>): Promise<R> {
    stop() // or a keep still queued would bring the draft back from the dead
    await writing
    try {
      return await seal(plain(draft.value))
    } catch (failure) {
      stop = start_()
      throw failure
    }
  }

  scope?.run(() => onScopeDispose(() => stop()))
  return { draft, keptAt: readonly(keptAt) as Readonly<Ref<Date | null>>, unkept: readonly(unkept), keepNow, sealing }
}

/** A plain copy: Vue's proxies cannot be stored, and a shared object would be edited twice. */
export function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(toRaw(value))) as T
}
