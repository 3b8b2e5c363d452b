/** The lines of the inbox in their groups, and where each leads. Pure. */
import type { ValueOf } from '@/api/reply'
import type { Role } from '@/api/types'
import type { IconName } from '@/ui/icons'
import { dayOf } from '@/ui/when'

export type Notice = ValueOf<'Inbox'>['items'][number]

/** All that the inbox says of one subject. */
export interface Group {
  key: string
  lead: Notice // what its row says
  also: Notice[] // further lines to act on that nobody has read: they must be seen too
  lines: Notice[] // newest first
}

export interface Day {
  name: string
  groups: Group[]
}

/**
 * 要您办的 first, the rest by the day of the newest line; one subject stands in one place, so that the groups
 * here are those that the badge counts. What was read on this phone since the last answer moves nothing.
 */
export function grouped(notices: readonly Notice[], now: Date): { yours: Group[]; days: Day[] } {
  const yours: Group[] = []
  const days: Day[] = []
  for (const group of bySubject(notices)) {
    if (group.lead.urgent) {
      yours.push(group)
      continue
    }
    const name = dayOf(group.lead.at, now)
    const last = days[days.length - 1]
    if (last?.name === name) last.groups.push(group)
    else days.push({ name, groups: [group] })
  }
  return { yours, days }
}

function bySubject(notices: readonly Notice[]): Group[] {
  const found = new Map<string, Notice[]>()
  for (const notice of notices) {
    const key = subjectOf(notice)
    const lines = found.get(key)
    if (lines) lines.push(notice)
    else found.set(key, [notice])
  }
  return [...found].map(([key, lines]) => {
    const open = lines.filter(({ urgent, readAt }) => urgent && readAt === null)
    return { key, lines, lead: open[0] ?? lines[0]!, also: open.slice(1) }
  })
}

function subjectOf({ subjectKind, subjectId }: Notice): string {
  return `${subjectKind}:${subjectId}`
}

/** Pages one after another; a line that moved between two of them is shown once. */
export function joined(first: readonly Notice[], more: readonly Notice[]): Notice[] {
  const seen = new Set(first.map(({ id }) => id))
  return [...first, ...more.filter(({ id }) => !seen.has(id))]
}

export function isUnread({ id, readAt }: Notice, readHere: ReadonlySet<string>): boolean {
  return readAt === null && !readHere.has(id)
}

export function unreadIn({ lines }: Group, readHere: ReadonlySet<string>): Notice[] {
  return lines.filter((one) => isUnread(one, readHere))
}

/** How many groups hold something unread: what the badge counts. */
export function unreadGroups(notices: readonly Notice[], readHere: ReadonlySet<string>): number {
  return new Set(notices.filter((one) => isUnread(one, readHere)).map(subjectOf)).size
}

/** What a row's standing on the screen reads: its own line and all that asks nothing of the person. */
export function readBySight(group: Group): string[] {
  return group.lines.filter((one) => one === group.lead || group.also.includes(one) || !one.urgent).map(({ id }) => id)
}

/** What 「全部已读」 covers: never what the person has to do. */
export function coveredByAll(notices: readonly Notice[], readHere: ReadonlySet<string>): string[] {
  return notices.filter((one) => !one.urgent && isUnread(one, readHere)).map(({ id }) => id)
}

/** The author reads their report, the office the record it reviews; an issue has one page for everybody else. Null: nothing to open. */
export function pathOf({ subjectKind, subjectId, kind }: Notice, role: Role | undefined): string | null {
  const own = kind === 'RETURNED_TO_ME' || kind === 'APPROVED'
  if (subjectKind === 'visit') {
    if (!own && role === 'SUPERVISOR') return kind === 'TO_REVIEW' ? `/review/${subjectId}` : `/submissions/${subjectId}`
    return `/reports/visit/${subjectId}`
  }
  if (subjectKind === 'clue') return role === 'CUSTODIAN' ? '/clues' : null
  if (subjectKind !== 'issue') return null
  if (role === 'LEADER') return '/overview/list' // figures and this list are all that a leader has of an issue
  return role === 'SPECIAL_SUPERVISOR' ? `/faults/${subjectId}` : `/issues/${subjectId}`
}

/** By kind; a kind that this version of the app does not know rings the bell. */
export const ICONS: Partial<Record<string, IconName>> = {
  RETURNED_TO_ME: 'undo',
  APPROVED: 'check',
  SUPPLEMENTED: 'plus',
  TO_REVIEW: 'eye',
  ASSIGNED: 'hand',
  OVERDUE: 'sq',
  DUE_SOON: 'clock',
  CALL_BACK: 'phone',
  URGED: 'bell',
  REOPENED: 'undo',
  ANSWERED: 'check',
  HANDED_OVER: 'send',
  ESCALATED: 'upload',
}
