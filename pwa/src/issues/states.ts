/** The state of an issue as a pill shows it: shape and word; red only where the reader must act. Pure. */
import { t } from './words'

import type { IssueState } from '@/api/types'
import type { IconName } from '@/ui/icons'

const SHAPES: Record<IssueState, IconName> = {
  SUBMITTED: 'clock',
  RETURNED: 'undo',
  ACCEPTED: 'ring',
  ASSIGNED: 'hand',
  IN_PROGRESS: 'ring',
  SUSPENDED: 'pause',
  RESPONDED: 'phone',
  CLOSED: 'check',
  REJECTED: 'x',
  MERGED: 'copy',
  REDIRECTED: 'send',
}

export function issueState(state: IssueState): { label: string; icon: IconName } {
  return { label: t(`state${state}`), icon: SHAPES[state] }
}
