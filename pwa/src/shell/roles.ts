/** Each role's home and tabs (SCREENS.md 2). The first tab is home. */
import { bars } from './bars'
import { t } from './words'

import type { Role } from '@/session/me'
import type { Tab } from '@/ui/TabBar.vue'

export const inbox = (): Tab => ({
  to: '/inbox',
  label: t('tabInbox'),
  icon: 'inbox',
  badge: bars.unread,
  badgeWords: t('unreadGroups'),
})
export const me = (): Tab => ({ to: '/me', label: t('tabMe'), icon: 'user' })
export const enterprises = (): Tab => ({ to: '/enterprises', label: t('tabEnterprises'), icon: 'building', also: ['/e'] })
export const review = (): Tab => ({
  to: '/review',
  also: ['/triage', '/submissions'], // visits and issues wait for the same office
  label: t('tabReview'),
  icon: 'check',
  badge: bars.pendingReviews,
  badgeWords: t('pendingReviews'),
})
export const board = (label: string): Tab => ({ to: '/board', label, icon: 'list' })
export const ledger = (): Tab => ({ to: '/ledger', also: ['/overview'], label: t('tabLedger'), icon: 'chart' })
const reports = (): Tab => ({
  to: bars.sync.waiting > 0 ? '/outbox' : '/reports', // what waits comes first
  also: ['/outbox', '/reports'],
  label: t('tabReports'),
  icon: 'upload',
  badge: bars.sync.waiting,
  badgeWords: t('waitingToSend'),
})
const todo = (): Tab => ({ to: '/todo', also: ['/issues', '/outbox'], label: t('tabTodo'), icon: 'list' })
const home = (label: string, icon: Tab['icon']): Tab => ({ to: '/home', label, icon })

const TABS: Record<Role, () => Tab[]> = {
  LIAISON: () => [enterprises(), reports(), inbox(), me()],
  SPECIAL_SUPERVISOR: () => [{ to: '/faults', also: ['/outbox'], label: t('tabFaults'), icon: 'eye' }, inbox(), me()],
  HANDLER: () => [todo(), ledger(), inbox(), me()],
  SUPERVISOR: () => [review(), { ...board(t('tabProblems')), also: ['/overdue', '/unheard', '/call-backs', '/look-backs', '/issues', '/ledger', '/overview', '/search'] }, inbox(), me()],
  APPROVER: () => [home(t('tabApproval'), 'check'), inbox(), me()],
  LEADER: () => [{ to: '/overview', label: t('tabBoard'), icon: 'chart' }, inbox(), me()],
  CUSTODIAN: () => [{ to: '/clues', label: t('tabHandover'), icon: 'key' }, inbox(), me()],
  ADMIN: () => [{ to: '/admin', label: t('tabAdmin'), icon: 'key' }, inbox(), me()],
}

export function tabsOf(role: Role): Tab[] {
  return TABS[role]()
}

export function homeOf(role: Role): string {
  if (role === 'LIAISON') return '/enterprises'
  return tabsOf(role)[0]!.to
}

/** Roles that sit at a desk with lists open beside the detail. */
export function hasRail(role: Role): boolean {
  return role === 'SUPERVISOR' || role === 'ADMIN' || role === 'LEADER'
}
