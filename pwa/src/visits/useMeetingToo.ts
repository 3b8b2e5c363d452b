/** 是同一件，我也遇到: words and photos go to the issue that is there, the problem leaves the draft; ten seconds to think again. */
import { ref } from 'vue'

import type { ProblemDraft } from './draft'
import { t } from './knownWords'
import type { Known } from './useKnown'
import { useForm } from './useVisitForm'

import { dropDraft, keepDraft } from '@/db/drafts'
import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { draftKeyOf } from '@/issues/paths'
import { takeBack } from '@/outbox/hands'
import { PhotoGone, seal } from '@/outbox/seal'
import { afterSealing, noteFailure, useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import type { Toast } from '@/ui/toast'
import { useToast } from '@/ui/useToast'

const HOLD_MS = 10_000

interface Writer {
  personId: string
  grantId: string
}

export function useMeetingToo() {
  const { phone, album, liftOut, now } = useForm()
  const { me, grant } = useSession()
  const busy = ref(false)
  const trouble = ref('')
  const toast = useToast() // a form that is gone has no place to put the problem back to

  /** The letter is safe on the phone before the problem leaves the draft. */
  async function meet(problem: ProblemDraft, issue: Known): Promise<void> {
    const writer = { personId: me.value?.person.id ?? '', grantId: grant.value?.id ?? '' }
    const { settled, faults } = album(problem.id)
    if (busy.value) return
    busy.value = true
    trouble.value = ''
    try {
      await settled()
      if (faults.value.length > 0) throw new PhotoGone([])
      const letterId = await sealed(phone, problem, issue, writer, now())
      const { back } = liftOut(problem.id)
      offerUndo(toast, issue, async () => {
        const undone = await takeBack(phone, letterId, now())
        if (undone) await dropDraft(phone, draftKeyOf('support', issue.id))
        if (undone) back()
        return undone
      })
      afterSealing().catch(noteFailure)
    } catch (failure) {
      noteFailure(failure)
      trouble.value = failure instanceof SpaceFull ? t('full') : failure instanceof PhotoGone ? t('badPhoto') : t('notKept')
    } finally {
      busy.value = false
    }
  }

  return { busy, trouble, meet }
}

/** Its words lie in a draft of the issue's own sheet as well: a letter that comes back opens there. */
async function sealed(phone: Phone, problem: ProblemDraft, issue: Known, writer: Writer, now: Date): Promise<string> {
  const draftKey = draftKeyOf('support', issue.id)
  const [text, photoIds] = [problem.description.trim(), [...problem.photoIds]]
  await keepDraft(phone, { key: draftKey, value: { v: 1, text, photoIds }, savedAt: now.toISOString() })
  const letter = await seal(
    phone,
    {
      ...writer,
      operation: 'SupportIssue',
      input: { commandId: newId(), issueId: issue.id, text, photoIds },
      subjectId: issue.id,
      title: t('letter', { number: issue.number ?? issue.title }),
      photoIds,
      draftKey,
      holdMs: HOLD_MS,
    },
    now,
  )
  return letter.id
}

/** `undo`: false when it is too late. */
function offerUndo(toast: (next: Toast) => void, { number, title }: Known, undo: () => Promise<boolean>): void {
  async function run(): Promise<void> {
    const undone = await undo()
    await useSync().reread()
    toast({ text: t(undone ? 'undone' : 'tooLate'), icon: undone ? 'undo' : 'info' })
  }
  toast({
    text: t('said', { number: number ?? title }),
    icon: 'check',
    ms: HOLD_MS,
    action: { label: t('undo'), run: () => void run().catch(noteFailure) },
  })
}
