/** What waits for the unit, in groups by colour and inside by date; the colour is reckoned here, so that it moves offline. Pure. */
import { about, unsignedInTime } from './standing'
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import type { Letter } from '@/db/letter'
import type { ColourWord } from '@/due/colours'
import type { WorkingDays } from '@/due/days'
import { reckon, standingOf } from '@/due/useDue'
import { dayOf, deadlineOf, momentOf } from '@/ui/when'

export type TodoLine = ValueOf<'MyTodo'>['items'][number]

export interface TodoRow {
  id: string
  line: TodoLine
  suspended: boolean
  urge: string // in bold: what comes first
  why: string
  waits: number // letters about it that are still on this phone
}

export interface TodoGroup {
  word: ColourWord
  rows: TodoRow[]
}

const ORDER: readonly ColourWord[] = ['red', 'yellow', 'blue', 'stop']
const ESCALATES_AFTER_WD = 3
const ANSWERED_BY = new Set(['AcknowledgeIssue', 'DeclineIssue', 'SignResponse', 'ReturnDraft'])
const END_OF_DAY_H = 17 // from then on a moment is 「下班前」

type Waiting = Pick<Letter, 'operation' | 'variables' | 'state' | 'order' | 'subjectId'>

/** `leads`: the reader is the unit's lead. */
export function groupsOf(
  lines: readonly TodoLine[],
  letters: readonly Waiting[],
  days: WorkingDays | null,
  now: Date,
  leads = false,
): TodoGroup[] {
  const found = lines.map((line) => rowOf(line, letters, days, now, leads)).sort((a, b) => whenOf(a) - whenOf(b) || a.row.id.localeCompare(b.row.id))
  return ORDER.map((word) => ({ word, rows: found.filter((one) => one.word === word).map(({ row }) => row) })).filter(
    ({ rows }) => rows.length > 0,
  )
}

interface Found {
  word: ColourWord
  row: TodoRow
}

function whenOf({ row }: Found): number {
  return row.line.due ? Date.parse(row.line.due.at) : Number.MAX_SAFE_INTEGER
}

function rowOf(line: TodoLine, letters: readonly Waiting[], days: WorkingDays | null, now: Date, leads: boolean): Found {
  const suspended = line.state === 'SUSPENDED'
  const standing = standingOf({ suspended, notedAt: line.notedAt, sentBack: line.sentBack })
  const reckoned = line.due && days ? reckon(line.due, days, now, standing) : null
  const word = suspended ? 'stop' : (reckoned?.colour.word ?? toldWord(line, now))
  const left = ESCALATES_AFTER_WD - (reckoned?.colour.overdue ?? ESCALATES_AFTER_WD)
  const waits = about(letters, line.id)
  const gone = waits.some(({ operation }) => ANSWERED_BY.has(operation))
  const urge = gone ? '' : line.drafted ? t(leads ? 'toSign' : 'waitsForLead') : urgeWords(line, now)
  const byHour = reckoned !== null && reckoned.hours !== null
  return { word, row: { id: line.id, line, suspended, urge, why: whyWords(line, { word, left, byHour }, now), waits: waits.length } }
}

function toldWord({ due }: TodoLine, now: Date): ColourWord {
  if (due && now > new Date(due.at)) return 'red'
  return due?.colour === 'yellow' ? 'yellow' : 'blue'
}

function urgeWords(line: TodoLine, now: Date): string {
  const by = line.acknowledgeBy
  if (unsignedInTime(line, now)) return t('acknowledgeLate')
  if (!by || line.state !== 'ASSIGNED') return ''
  return new Date(by).getHours() >= END_OF_DAY_H
    ? t('acknowledgeByDay', { day: dayOf(by, now) })
    : t('acknowledgeBy', { moment: momentOf(by, now) })
}

interface Reckoned {
  word: ColourWord
  left: number // working days until it is escalated
  byHour: boolean
}

function whyWords({ assignedAt, due, escalation }: TodoLine, { word, left, byHour }: Reckoned, now: Date): string {
  const given = assignedAt ? t('givenOn', { day: dayOf(assignedAt, now) }) : ''
  if (word === 'stop') return [given, t('clockStands')].filter(Boolean).join('，')
  if (!due) return given
  const day = byHour ? momentOf(due.at, now) : deadlineOf(due.at, now)
  if (word !== 'red') return [given, t('dueBy', { day })].filter(Boolean).join('，')
  const next = escalation > 0 ? t('escalated') : left > 0 ? t('escalatesIn', { n: left }) : ''
  return [t('wasDue', { day }), next].filter(Boolean).join('。')
}
