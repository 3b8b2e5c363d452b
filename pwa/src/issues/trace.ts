/** 告知情况: what became of one rung, in words. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import { momentOf } from '@/ui/when'

export type Rung = ValueOf<'IssueTrace'>['items'][number]['rungs'][number]

/** 「推送：今天 10:41 发出，还没回音」, 「短信：到明天 10:41 还没看就发」. Only a push is answered by the phone. */
export function rungWords({ channel, state, dueAt, sentAt, ackedAt, why }: Rung, now: Date): string {
  const at = state === 'ACKED' ? ackedAt : state === 'DUE' ? dueAt : sentAt
  const moment = at ? momentOf(at, now) : ''
  return t('rung', { channel: t(`channel${channel}`), what: what() })

  function what(): string {
    if (state === 'CANCELLED') return whyNot(why)
    return state === 'SENT' && channel !== 'PUSH' ? moment : t(`rung${state}`, { moment })
  }
}

function whyNot(why: string): string {
  switch (why) {
    case 'read': return t('whyRead')
    case 'acted': return t('whyActed')
    case 'passed_on': return t('whyPassedOn')
    case 'closed': case 'rejected': case 'merged': case 'redirected': case 'withdrawn': return t('whyOver')
    case 'not wished': return t('whyNotWished')
    case 'no doorbell': return t('whyNoDoorbell')
    case 'no lead': return t('whyNoLead')
    default: return t('rungCANCELLED')
  }
}
