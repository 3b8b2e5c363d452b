/** 告知情况: what became of one rung, in words. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import { momentOf } from '@/ui/when'

export type Rung = ValueOf<'IssueTrace'>['items'][number]['rungs'][number]

/** 「推送：今天 10:41 发出，还没回音」, 「短信：到明天 10:41 还没看就发」. Only a push is answered by the phone. */
export function rungWords({ channel, state, dueAt, sentAt, ackedAt }: Rung, now: Date): string {
  const at = state === 'ACKED' ? ackedAt : state === 'DUE' ? dueAt : sentAt
  const moment = at ? momentOf(at, now) : ''
  const what = state === 'SENT' && channel !== 'PUSH' ? moment : t(`rung${state}`, { moment })
  return t('rung', { channel: t(`channel${channel}`), what })
}
