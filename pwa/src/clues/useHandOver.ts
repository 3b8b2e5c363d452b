/** The form of a hand-over. What is typed lives in these variables and nowhere else: not in a draft, not in a copy. */
import { computed, onBeforeUnmount, ref, shallowRef } from 'vue'
import { onBeforeRouteLeave } from 'vue-router'

import { TooBig } from './envelope'
import { fingerprintShown } from './keys'
import { handOver } from './handOver'
import { useMemoryPhotos } from './useMemoryPhotos'
import { t } from './words'

import { useAnswer } from '@/api/useAnswer'
import { phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { afterSealing, noteFailure, readyToSend } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { holdReload } from '@/shell/unsaved'

export const TEXT_MOST = 3000
export const ISSUE_MOST = 40

export function useHandOver(about: string) {
  const { me, grant } = useSession()
  const key = useKey()
  const text = ref('')
  const issue = ref(about)
  const photos = useMemoryPhotos()
  const busy = ref(false)
  const sealed = ref(false)
  const asked = ref(false)
  const trouble = ref('')
  const gap = computed(() => gapOf(text.value, issue.value))
  const anything = computed(() => text.value.trim() !== '' || photos.shown.value.length > 0)

  useLeaving(() => anything.value)
  onBeforeUnmount(() => (text.value = ''))
  readyToSend().catch((failure: Error) => console.info('not ready to send yet:', failure.name))

  async function send(): Promise<void> {
    asked.value = true
    const [to, person] = [key.value.value, me.value?.person.id]
    if (gap.value || busy.value || !to || !person) return
    busy.value = true
    trouble.value = ''
    try {
      const by = { phone: phone(), personId: person, grantId: grant.value?.id ?? '', title: t('letter') }
      await handOver({ text: text.value, issue: issue.value, photos: photos.blobs() }, to, by, new Date())
      text.value = issue.value = ''
      photos.clear()
      asked.value = false
      sealed.value = true
      await afterSealing().catch(noteFailure)
    } catch (failure) {
      noteFailure(failure)
      trouble.value = failure instanceof SpaceFull ? t('full') : failure instanceof TooBig ? t('tooBig') : t('notSealed')
    } finally {
      busy.value = false
    }
  }

  return {
    text, issue, photos, busy, sealed, trouble, key, send,
    error: computed(() => (asked.value ? gap.value : '')),
    another: () => (sealed.value = false),
  }
}

function gapOf(text: string, issue: string): string {
  if (text.trim() === '') return t('textMissing')
  return [...text].length > TEXT_MOST || [...issue].length > ISSUE_MOST ? t('textLong') : ''
}

/** The custodian's public key: the phone's own copy does without a network. Its fingerprint is reckoned here. */
function useKey() {
  const { value, trouble, asking, refresh } = useAnswer('ClueKey', {})
  const fingerprint = shallowRef('')
  async function fetch(): Promise<void> {
    await refresh()
    fingerprint.value = await fingerprintShown(value.value?.publicKey)
  }
  void fetch()
  return { value, trouble, asking, fingerprint, fetch }
}

/** Leaving loses what is typed, so it is asked about: going elsewhere, closing the page, reloading for a new version. */
function useLeaving(anything: () => boolean): void {
  const ask = (event: BeforeUnloadEvent): void => void (anything() && event.preventDefault())
  window.addEventListener('beforeunload', ask)
  const release = holdReload(async () => {
    if (anything()) throw new Error('a hand-over is being written')
  })
  onBeforeUnmount(() => {
    window.removeEventListener('beforeunload', ask)
    release()
  })
  // the browser's own question: ours is a layer over the page, which a page change takes away
  onBeforeRouteLeave(() => !anything() || window.confirm(t('leaveAsk')))
}
