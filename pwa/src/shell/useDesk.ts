import { computed } from 'vue'

import { hasRail } from './roles'
import { useWide } from './useWide'

import { useSession } from '@/session/useSession'

/** True where the rail stands: a wide screen and a role that sits at a desk with lists open beside the detail. */
export function useDesk() {
  const wide = useWide()
  const { grant } = useSession()
  return computed(() => wide.value && grant.value !== null && hasRail(grant.value.role))
}
