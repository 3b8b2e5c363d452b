/** One's own reports in plain words: what is wanted of the reader first. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import type { IssueState } from '@/api/types'
import type { IconName } from '@/ui/icons'
import { deadlineOf } from '@/ui/when'

export type MyIssue = ValueOf<'MyIssues'>['items'][number]
export const FIRST = 50 // a supervisor's year: the page that is kept on the phone
export interface Standing {
  label: string
  icon: IconName
  tone?: 'yellow' | 'red'
}

const ICONS: Record<IssueState, IconName> = {
  SUBMITTED: 'clock',
  RETURNED: 'undo',
  ACCEPTED: 'ring',
  ASSIGNED: 'ring',
  IN_PROGRESS: 'ring',
  SUSPENDED: 'pause',
  RESPONDED: 'chat',
  CLOSED: 'check',
  REJECTED: 'x',
  MERGED: 'copy',
  REDIRECTED: 'send',
}

/** The author's own rating is a call-back of theirs (LIFECYCLE.md). */
export const RATE = 'call_back'

/** A tone only where the reader is asked for something. */
export function standingOf({ state, allowed, withdrawn }: Pick<MyIssue, 'state' | 'allowed' | 'withdrawn'>): Standing {
  if (withdrawn) return { label: t('withdrawnByMe'), icon: 'undo' }
  if (allowed.includes(RATE)) return { label: t('rateMe'), icon: 'chat', tone: 'yellow' }
  const icon = ICONS[state]
  return state === 'RETURNED' ? { label: t('stateRETURNED'), icon, tone: 'red' } : { label: t(`state${state}`), icon }
}

const OVER: ReadonlySet<IssueState> = new Set(['CLOSED', 'REJECTED', 'MERGED', 'REDIRECTED'])
export const isOpen = ({ state }: Pick<MyIssue, 'state'>): boolean => !OVER.has(state)

/** What asks something of the author comes first; else as the server gives them, the newest first. */
export function inOrder(items: readonly MyIssue[]): MyIssue[] {
  const asks = (one: MyIssue): boolean => one.state === 'RETURNED' || one.allowed.includes(RATE)
  return [...items.filter(asks), ...items.filter((one) => !asks(one))]
}

/** Under the title: what is wanted of the author, else the answer, else how far it is. */
export function toldOf({ wanted, answer, progress, decideBy }: MyIssue, now: Date): string {
  if (decideBy && !wanted) return t('decideBy', { day: deadlineOf(decideBy, now) })
  return wanted || answer || progress
}
