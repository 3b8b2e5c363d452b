/** What the rows of the unread list say. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import { between, civilDay, type WorkingDays } from '@/due/days'
import { momentOf } from '@/ui/when'

export type Alert = ValueOf<'UnheardAlerts'>['items'][number]
type Rung = Alert['rungs'][number]

/** The alerts of one issue stand together, where the first of them stands. */
export interface Matter {
  issue: Alert['issue']
  alerts: Alert[]
  nextSteps: readonly string[]
}

export function mattersOf(alerts: readonly Alert[]): Matter[] {
  const found = new Map<string, Matter>()
  for (const alert of alerts) {
    const matter = found.get(alert.issue.id)
    if (matter) matter.alerts.push(alert)
    else found.set(alert.issue.id, { issue: alert.issue, alerts: [alert], nextSteps: alert.nextSteps })
  }
  return [...found.values()]
}

export function kindOf({ kind }: Alert): string {
  switch (kind) {
    case 'ASSIGNED': return t('kind_ASSIGNED')
    case 'REOPENED': return t('kind_REOPENED')
    case 'RETURNED_TO_ME': return t('kind_RETURNED_TO_ME')
    case 'OVERDUE': return t('kind_OVERDUE')
    case 'URGED': return t('kind_URGED')
    default: return t('kind_other')
  }
}

/** Since when nobody reads it, in working days once there is one. */
export function sinceOf({ toldAt }: Alert, days: WorkingDays | null, now: Date): string {
  const moment = momentOf(toldAt, now)
  const n = days ? between(civilDay(new Date(toldAt)), civilDay(now), days) : 0
  return n > 0 ? t('since', { moment, n }) : t('sinceToday', { moment })
}

/** What was tried and what became of it; the list itself is no way of telling. */
export function triedOf({ rungs }: Alert, now: Date): string {
  const ways = rungs.filter((rung) => rung.channel !== 'UNHEARD' && rung.channel !== 'BOT').map((rung) => wayOf(rung, now))
  return ways.length > 0 ? t('tried', { ways: ways.join('；') }) : t('triedNothing')
}

function wayOf(rung: Rung, now: Date): string {
  return `${t(`way_${rung.channel}` as 'way_PUSH')} ${didOf(rung, now)}`
}

function didOf({ channel, state, sentAt, ackedAt }: Rung, now: Date): string {
  if (state === 'ACKED' && ackedAt) return t('did_ACKED', { moment: momentOf(ackedAt, now) })
  if (state === 'SENT' && sentAt) return t(channel === 'LEAD' ? 'did_LEAD' : 'did_SENT', { moment: momentOf(sentAt, now) })
  return t(state === 'FAILED' ? 'did_FAILED' : state === 'DUE' ? 'did_DUE' : 'did_CANCELLED')
}
