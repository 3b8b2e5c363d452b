/** Visits and issues in one list by date, each with its state in plain words and what is wanted. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import type { IssueState, VisitState } from '@/api/types'
import type { EvidencePhoto } from '@/evidence/photos'
import type { IconName } from '@/ui/icons'
import { dayOf } from '@/ui/when'

type Mine = ValueOf<'MyReports'>
export type VisitRow = Mine['visits'][number]
export type IssueRow = Mine['issues'][number]
export type Chip = 'all' | 'fix' | 'going' | 'done'

export interface ReportRow {
  id: string
  path: string
  at: string
  chip: Exclude<Chip, 'all'>
  state: { label: string; icon: IconName; red: boolean }
  number: string
  title: string
  sub: string
  wanted: string // in red; '' when the reader has nothing to do
  photos: readonly EvidencePhoto[] // shown while the whole is not here
}

const VISIT: Record<VisitState, { icon: IconName; chip: ReportRow['chip'] }> = {
  PENDING: { icon: 'clock', chip: 'going' },
  RETURNED: { icon: 'undo', chip: 'fix' },
  APPROVED: { icon: 'check', chip: 'done' },
}
const ISSUE: Record<IssueState, { icon: IconName; chip: ReportRow['chip'] }> = {
  SUBMITTED: { icon: 'clock', chip: 'going' },
  RETURNED: { icon: 'undo', chip: 'fix' },
  ACCEPTED: { icon: 'ring', chip: 'going' },
  ASSIGNED: { icon: 'ring', chip: 'going' },
  IN_PROGRESS: { icon: 'ring', chip: 'going' },
  SUSPENDED: { icon: 'pause', chip: 'going' },
  RESPONDED: { icon: 'phone', chip: 'going' },
  CLOSED: { icon: 'check', chip: 'done' },
  REJECTED: { icon: 'x', chip: 'done' },
  MERGED: { icon: 'copy', chip: 'done' },
  REDIRECTED: { icon: 'send', chip: 'done' },
}

export function visitState(state: VisitState): ReportRow['state'] {
  return { label: t(`visit${state}`), icon: VISIT[state].icon, red: state === 'RETURNED' }
}

export function issueState(state: IssueState): ReportRow['state'] {
  return { label: t(`state${state}`), icon: ISSUE[state].icon, red: state === 'RETURNED' }
}

/** `underway`: records about which a letter still waits on this phone. */
export function visitRow(visit: VisitRow, now: Date, underway: ReadonlySet<string>): ReportRow {
  const day = dayOf(visit.startedAt, now)
  const returned = visit.state === 'RETURNED'
  const said = visit.issueCount > 0 ? t('rowVisitIssues', { day, n: visit.issueCount }) : t('rowVisit', { day })
  const waits = underway.has(visit.id) ? t(returned ? 'fixed' : 'changed') : ''
  return {
    id: visit.id,
    path: `/reports/visit/${visit.id}`,
    at: visit.startedAt,
    chip: returned && waits ? 'going' : VISIT[visit.state].chip,
    state: visitState(visit.state),
    number: '',
    title: visit.enterprise.name,
    sub: [said, waits || (returned ? '' : firstSentence(visit.excerpt))].filter(Boolean).join(' · '),
    wanted: returned && !waits ? visit.wanted || t('wantedPlain') : '',
    photos: visit.photos,
  }
}

/** Enough to know it again; the whole is one tap away. */
function firstSentence(text: string): string {
  return text.split(/[。！？\n]/, 1)[0] ?? ''
}

export function issueRow(issue: IssueRow, now: Date): ReportRow {
  const said = t('rowIssue', { day: dayOf(issue.reportedAt, now) })
  return {
    id: issue.id,
    path: `/issues/${issue.id}`,
    at: issue.reportedAt,
    chip: ISSUE[issue.state].chip,
    state: issueState(issue.state),
    number: issue.number ?? '',
    title: issue.title,
    sub: [issue.enterprise?.name, said].filter(Boolean).join(' · '),
    wanted: issue.state === 'RETURNED' ? issue.wanted || t('wantedPlain') : '',
    photos: [],
  }
}

/** Newest first; at the same moment by id, so that nothing jumps. */
export function rowsOf(mine: Pick<Mine, 'visits' | 'issues'>, now: Date, underway: ReadonlySet<string>): ReportRow[] {
  const rows = [...mine.visits.map((one) => visitRow(one, now, underway)), ...mine.issues.map((one) => issueRow(one, now))]
  return rows.sort((a, b) => Date.parse(b.at) - Date.parse(a.at) || a.id.localeCompare(b.id))
}

export function chipsOf(rows: readonly ReportRow[]): { value: Chip; label: string }[] {
  const count = (chip: Chip): number => rows.filter((row) => row.chip === chip).length
  const [fix, going] = [count('fix'), count('going')]
  return [
    { value: 'all', label: t('all') },
    { value: 'fix', label: fix ? t('toFix', { n: fix }) : t('toFixNone') },
    { value: 'going', label: going ? t('going', { n: going }) : t('goingNone') },
    { value: 'done', label: t('done') },
  ]
}
