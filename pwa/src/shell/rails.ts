/** The rail of each role that sits at a desk; fetched where the screen is wide. */
import { board, enterprises, inbox, ledger, me, review, tabsOf } from './roles'
import { t } from './words'

import type { Role } from '@/session/me'
import type { Tab } from '@/ui/TabBar.vue'

const boards = (): Tab[] => [
  { to: '/overdue', also: ['/unheard'], label: t('railOverdue'), icon: 'sq' },
  { to: '/call-backs', label: t('railCallBacks'), icon: 'phone' },
  { to: '/look-backs', label: t('railLookBacks'), icon: 'eye' },
]

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
