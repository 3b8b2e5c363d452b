/** The lines of the inbox in their groups, and where each leads. Pure. */
import type { ValueOf } from '@/api/reply'
import type { NoticeKind, Role } from '@/api/types'
import type { IconName } from '@/ui/icons'
import { dayOf } from '@/ui/when'

export type Notice = ValueOf<'Inbox'>['items'][number]

export interface Day {
  name: string
  items: Notice[]
}

/** 要您办的 first, the rest by day; the order within is the server's, newest first. */
export function grouped(notices: readonly Notice[], now: Date): { yours: Notice[]; days: Day[] } {
  const days: Day[] = []
  for (const notice of notices.filter(({ urgent }) => !urgent)) {
    const name = dayOf(notice.at, now)
    const last = days[days.length - 1]
    if (last?.name === name) last.items.push(notice)
    else days.push({ name, items: [notice] })
  }
  return { yours: notices.filter(({ urgent }) => urgent), days }
}

/** Pages one after another; a line that moved between two of them is shown once. */
export function joined(first: readonly Notice[], more: readonly Notice[]): Notice[] {
  const seen = new Set(first.map(({ id }) => id))
  return [...first, ...more.filter(({ id }) => !seen.has(id))]
}

export function isUnread({ id, readAt }: Notice, readHere: ReadonlySet<string>): boolean {
  return readAt === null && !readHere.has(id)
}

/** What 「全部已读」 covers: never what the person has to do. */
export function coveredByAll(notices: readonly Notice[], readHere: ReadonlySet<string>): string[] {
  return notices.filter((one) => !one.urgent && isUnread(one, readHere)).map(({ id }) => id)
}

/** The author reads their report, the office the record it reviews. Null: nothing to open. */
export function pathOf({ subjectKind, subjectId, kind }: Notice, role: Role | undefined): string | null {
  const own = kind === 'RETURNED_TO_ME' || kind === 'APPROVED'
  if (subjectKind === 'visit') {
    if (!own && role === 'SUPERVISOR') return kind === 'TO_REVIEW' ? `/review/${subjectId}` : `/submissions/${subjectId}`
    return `/reports/visit/${subjectId}`
  }
  return subjectKind === 'issue' ? `/reports/issue/${subjectId}` : null
}

export const ICONS: Record<NoticeKind, IconName> = {
  RETURNED_TO_ME: 'undo',
  APPROVED: 'check',
  SUPPLEMENTED: 'plus',
  TO_REVIEW: 'eye',
  NEWS: 'bell',
}
