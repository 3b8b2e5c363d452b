/** The parts of the admin's desk, in the order of the rail. */
import type { IconName } from '@/ui/icons'

export const PARTS = ['people', 'units', 'regions', 'enterprises', 'handover', 'imports', 'settings'] as const
export type Part = (typeof PARTS)[number]

export const ICONS: Record<Part, IconName> = {
  people: 'user',
  units: 'inbox',
  regions: 'pin',
  enterprises: 'building',
  handover: 'send',
  imports: 'upload',
  settings: 'edit',
}

/** The part and what follows it, of the address below /admin. */
export function partIn(path: string | readonly string[] | undefined): { part: Part | null; rest: string } {
  const [first = '', rest = ''] = typeof path === 'string' ? path.split('/') : (path ?? [])
  return { part: (PARTS as readonly string[]).includes(first) ? (first as Part) : null, rest }
}
