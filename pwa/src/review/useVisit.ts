/** One visit: from the phone at once, from the server when it answers. */
import type { ValueOf } from '@/api/reply'
import { useOne } from './useOne'

export type Visit = ValueOf<'Visit'>

export function useVisit(id: () => string | null) {
  const { value: visit, ...rest } = useOne('Visit', id)
  return { visit, ...rest }
}
