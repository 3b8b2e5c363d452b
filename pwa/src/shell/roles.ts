/** Each role's home and tabs (SCREENS.md 2). The first tab is home. */
import { bars } from './bars'
import { t } from './words'

import type { Role } from '@/session/me'
import type { Tab } from '@/ui/TabBar.vue'

const inbox = (): Tab => ({
  to: '/inbox',
  label: t('tabInbox'),
  icon: 'inbox',
  badge: bars.unread,
  badgeWords: t('unreadGroups'),
})
const me = (): Tab => ({ to: '/me', label: t('tabMe'), icon: 'user' })
const enterprises = (): Tab => ({ to: '/enterprises', label: t('tabEnterprises'), icon: 'building', also: ['/e'] })
const review = (): Tab => ({
  to: '/review',
  also: ['/triage', '/submissions'], // visits and issues wait for the same office
  label: t('tabReview'),
  icon: 'check',
  badge: bars.pendingReviews,
  badgeWords: t('pendingReviews'),
})
const board = (label: string): Tab => ({ to: '/board', label, icon: 'list' })
const boards = (): Tab[] => [
  { to: '/overdue', label: t('railOverdue'), icon: 'sq' },
  { to: '/call-backs', label: t('railCallBacks'), icon: 'phone' },
  { to: '/look-backs', label: t('railLookBacks'), icon: 'eye' },
]
const ledger = (): Tab => ({ to: '/ledger', label: t('tabLedger'), icon: 'chart' })
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
  SUPERVISOR: () => [review(), { ...board(t('tabProblems')), also: ['/overdue', '/call-backs', '/look-backs', '/issues', '/ledger', '/search'] }, inbox(), me()],
  APPROVER: () => [home(t('tabApproval'), 'check'), inbox(), me()],
  LEADER: () => [{ to: '/ledger', label: t('tabBoard'), icon: 'chart' }, inbox(), me()],
  CUSTODIAN: () => [{ to: '/clues', label: t('tabHandover'), icon: 'key' }, inbox(), me()],
  ADMIN: () => [{ to: '/admin', label: t('tabAdmin'), icon: 'key' }, inbox(), me()],
}

export function tabsOf(role: Role): Tab[] {
  return TABS[role]()
}

/** The parts of the admin's desk; on a phone they are a list behind one tab. */
function adminRail(): Tab[] {
  return [
    { to: '/admin/people', label: t('railPeople'), icon: 'user' },
    { to: '/admin/units', label: t('railUnits'), icon: 'list' },
    { to: '/admin/regions', label: t('railRegions'), icon: 'pin' },
    { to: '/admin/enterprises', label: t('tabEnterprises'), icon: 'building' },
    { to: '/admin/handover', label: t('railHandover'), icon: 'send' },
    { to: '/admin/imports', label: t('railImports'), icon: 'upload' },
    { to: '/admin/settings', label: t('railSettings'), icon: 'edit' },
    inbox(),
    me(),
  ]
}

/** On a wide screen the office has room for the directory too. */
export function railOf(role: Role): Tab[] {
  if (role === 'ADMIN') return adminRail()
  return role === 'SUPERVISOR' ? [review(), board(t('railInHand')), ...boards(), ledger(), enterprises(), inbox(), me()] : tabsOf(role)
}

export function homeOf(role: Role): string {
  if (role === 'LIAISON') return '/enterprises'
  return tabsOf(role)[0]!.to
}

/** Roles that sit at a desk with lists open beside the detail. */
export function hasRail(role: Role): boolean {
  return role === 'SUPERVISOR' || role === 'ADMIN'
}
