/** The parts of the admin's desk, in the order of the rail, and whose each is. */
import { dutiesOf, type Duty } from './duties'
import type { Grant } from '@/session/me'
import type { IconName } from '@/ui/icons'

export const PARTS = ['people', 'units', 'regions', 'enterprises', 'handover', 'imports', 'settings', 'log'] as const
export type Part = (typeof PARTS)[number]

export const ICONS: Record<Part, IconName> = {
  people: 'user',
  units: 'list',
  regions: 'pin',
  enterprises: 'building',
  handover: 'send',
  imports: 'upload',
  settings: 'edit',
  log: 'eye',
}

const KEEPERS: Record<Part, readonly Duty[]> = {
  people: ['SEC_ADMIN'],
  units: ['SYS_ADMIN'],
  regions: ['SYS_ADMIN'],
  enterprises: ['SYS_ADMIN'],
  handover: ['SYS_ADMIN', 'SEC_ADMIN'], // pairings the one, open issues the other
  imports: ['SYS_ADMIN', 'SEC_ADMIN'],
  settings: ['SYS_ADMIN'],
  log: ['AUDITOR'],
}

/** What the acting grant opens; the server asks again at every question and deed. */
export function partsOf(grant: Pick<Grant, 'role' | 'bundles'> | null): Part[] {
  const duties = dutiesOf(grant)
  return PARTS.filter((part) => KEEPERS[part].some((one) => duties.includes(one)))
}

/** The part and what follows it, of the address below /admin. */
export function partIn(path: string | readonly string[] | undefined): { part: Part | null; rest: string } {
  const [first = '', rest = ''] = typeof path === 'string' ? path.split('/') : (path ?? [])
  return { part: (PARTS as readonly string[]).includes(first) ? (first as Part) : null, rest }
}
