/** The three duties of an administrator (backend/kernel/duties.py): what the acting grant may do. */
import type { Grant } from '@/session/me'

export const DUTIES = ['SYS_ADMIN', 'SEC_ADMIN', 'AUDITOR'] as const
export type Duty = (typeof DUTIES)[number]

/** A grant that names none of the three is undivided and has them all. */
export function dutiesOf(grant: Pick<Grant, 'role' | 'bundles'> | null): readonly Duty[] {
  if (grant?.role !== 'ADMIN') return []
  const named = DUTIES.filter((one) => grant.bundles.includes(one))
  return named.length > 0 ? named : DUTIES
}

export const isUndivided = (grant: Pick<Grant, 'role' | 'bundles'> | null): boolean => dutiesOf(grant).length > 1
