/** What may be taken back within ten seconds (LIFECYCLE.md): the letter waits that long on the phone, the toast offers it. */
import { nextTick, ref, shallowRef } from 'vue'

import { t } from './words'

import { phone } from '@/db/open'
import { useCommand, type Around, type Given, type IssueOperation, type Said } from '@/issues/useCommand'
import type { Issue } from '@/issues/standing'
import { takeBack } from '@/outbox/hands'
import { useSync } from '@/outbox/useSync'
import { dropRefused, HOLD_MS } from '@/review/decide'
import { dismiss, toast } from '@/ui/toast'

const UNDONE_MS = 4000 // read at a glance; it must not lie over the next thing

// Module state: the last decision can be taken back from whatever page comes next.
const last = ref<{ letterId: string; issueId: string } | null>(null)
/** The issue whose decision was just taken back; the page with the queue goes there. */
export const takenBack = shallowRef<{ issueId: string } | null>(null)

/** A command of the office; `said`: the toast's words. With `undoable` it can be taken back. */
export function useOfficeCommand<K extends IssueOperation>(
  issue: () => Issue,
  given: Given<K> & { said: string; undoable?: boolean },
) {
  const { said: words, undoable, ...rest } = given
  const command = useCommand(issue, undoable ? { ...rest, holdMs: HOLD_MS } : rest)
  const { letters } = useSync()

  async function send(said: Said<K>, around: Around = {}): Promise<boolean> {
    const { id } = issue()
    await dropRefused(phone(), letters.value, id) // what the server would not take must not hold this one up
    if (!(await command.send(said, around))) return false
    if (undoable) last.value = { letterId: command.sealed.value, issueId: id }
    void tell(words, undoable)
    return true
  }
  return { busy: command.busy, trouble: command.trouble, send }
}

export async function tell(text: string, undoable?: boolean): Promise<void> {
  await nextTick() // the sheet is gone: the toast finds its place without it
  if (undoable) toast({ text, icon: 'check', ms: HOLD_MS, action: { label: t('undo'), run: () => void undoLast() } })
  else toast({ text, icon: 'check', ms: UNDONE_MS })
}

/** Also from the page that came next. */
export async function undoLast(): Promise<void> {
  const one = last.value
  if (!one) return
  last.value = null
  dismiss()
  const undone = await takeBack(phone(), one.letterId, new Date())
  await useSync().reread()
  toast({ text: undone ? t('undone') : t('tooLate'), icon: undone ? 'undo' : 'info', ms: UNDONE_MS })
  if (undone) takenBack.value = { issueId: one.issueId }
}
