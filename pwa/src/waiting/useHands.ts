/** What the person does on the page 待上传; each result is said in `said`, on the page. */
import { ref, type Ref } from 'vue'
import { useRouter } from 'vue-router'

import { download } from './download'
import { t } from './words'

import type { Letter } from '@/db/letter'
import { personHere, phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { faultDraftPath } from '@/faults/paths'
import { pathOfDraft } from '@/issues/paths'
import { correct, discard, DraftInTheWay, resend, resendWithout, takeBack } from '@/outbox/hands'
import { exportLetters, importLetters } from '@/outbox/transfer'
import { afterSealing, noteFailure, useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { draftPath } from '@/visits/paths'

type Doing = (deed: () => Promise<void>) => Promise<void>

export function useHands() {
  const said = ref('')
  const busy = ref(false)

  async function doing(deed: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    said.value = ''
    try {
      await deed()
    } catch (failure) {
      noteFailure(failure)
      said.value = failure instanceof SpaceFull ? t('importFull') : t('handFault')
    } finally {
      busy.value = false
    }
  }

  return { said, busy, ...useOneLetter(doing, said), ...useFiles(doing, said) }
}

/** What is done with one letter. */
function useOneLetter(doing: Doing, said: Ref<string>) {
  const router = useRouter()
  const { grant } = useSession()
  const { reread } = useSync()
  const send = (deed: () => Promise<void>): Promise<void> => doing(() => deed().then(afterSealing))
  return {
    again: (letter: Letter) => send(() => resend(phone(), letter.id, new Date())),
    asNow: (letter: Letter) => send(() => resend(phone(), letter.id, new Date(), grant.value?.id)),
    withoutPhoto: (letter: Letter) => send(() => resendWithout(phone(), letter.id, letter.badPhotoId, new Date())),
    /** Back into its draft, whose form opens. */
    correctIt: (letter: Letter) =>
      doing(async () => {
        const key = await correct(phone(), letter.id).catch((failure: Error) => {
          if (!(failure instanceof DraftInTheWay)) throw failure
          said.value = t('draftInTheWay')
          return failure.key
        })
        const path = key && (draftPath(key) ?? faultDraftPath(key) ?? pathOfDraft(key))
        if (path) await router.push(path)
        else await reread()
      }),
    remove: (id: string) =>
      doing(async () => {
        await discard(phone(), id)
        await reread()
        said.value = t('removed')
      }),
    undo: (letter: Letter) =>
      doing(async () => {
        const back = await takeBack(phone(), letter.id, new Date())
        await reread()
        if (!back) said.value = t('tooLate')
      }),
  }
}

/** Letters out of this phone as a file, and back from one. */
function useFiles(doing: Doing, said: Ref<string>) {
  return {
    exportThem: (ids?: string[]) =>
      doing(async () => download(await exportLetters(phone(), personHere() ?? '', new Date(), ids))),
    importThem: (file: File) =>
      doing(async () => {
        const result = await importLetters(phone(), personHere() ?? '', await file.text())
        said.value = importWords(result)
        if (result.kind === 'taken') await afterSealing()
      }),
  }
}

function importWords(result: Awaited<ReturnType<typeof importLetters>>): string {
  if (result.kind === 'taken') return t('imported', { taken: result.taken, here: result.alreadyHere })
  if (result.kind === 'another-person') return t('importForeign')
  if (result.kind === 'newer') return t('importNewer')
  if (result.kind === 'not-letters') return t('importWrong')
  return result.kind === 'bad-photo' ? t('importBadPhoto') : t('importBadLetter', { n: result.at })
}
