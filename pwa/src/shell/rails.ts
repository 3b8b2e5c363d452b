/** The rail of each role that sits at a desk; fetched where the screen is wide. */
import { board, enterprises, inbox, ledger, me, review, tabsOf } from './roles'
import { t } from './words'
import { ICONS, partsOf, type Part } from '@/admin/parts'

import type { Grant } from '@/session/me'
import type { Tab } from '@/ui/TabBar.vue'

const boards = (): Tab[] => [
  { to: '/overdue', also: ['/unheard'], label: t('railOverdue'), icon: 'sq' },
  { to: '/call-backs', label: t('railCallBacks'), icon: 'phone' },
  { to: '/look-backs', label: t('railLookBacks'), icon: 'eye' },
]

const PART_WORDS = {
  people: 'railPeople',
  units: 'railUnits',
  regions: 'railRegions',
  enterprises: 'tabEnterprises',
  handover: 'railHandover',
  imports: 'railImports',
  settings: 'railSettings',
  log: 'railLog',
} as const satisfies Record<Part, string>

/** The parts of the admin's desk that the grant opens; on a phone they are a list behind one tab. */
function adminRail(grant: Grant): Tab[] {
  const parts = partsOf(grant).map((part): Tab => ({ to: `/admin/${part}`, label: t(PART_WORDS[part]), icon: ICONS[part] }))
  return [...parts, inbox(), me()]
}

/** On a wide screen the office has room for the directory too. */
export function railOf(grant: Grant): Tab[] {
  const { role } = grant
  if (role === 'ADMIN') return adminRail(grant)
  return role === 'SUPERVISOR' ? [review(), board(t('railInHand')), ...boards(), ledger(), enterprises(), inbox(), me()] : tabsOf(role)
}
