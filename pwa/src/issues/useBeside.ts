/** Where an issue opens: on a page of its own, or at the desk beside the list it is in. Which one is open stands in the address. */
import { computed } from 'vue'
import { useRoute, type RouteLocationRaw } from 'vue-router'

import { issuePath } from './paths'

import { useDesk } from '@/shell/useDesk'

export function useBeside() {
  const route = useRoute()
  const desk = useDesk()
  return {
    desk,
    openId: computed(() => (desk.value && typeof route.query.open === 'string' ? route.query.open : null)),
    away: computed<RouteLocationRaw>(() => ({ query: { ...route.query, open: undefined } })),
    placeOf: (id: string): RouteLocationRaw => (desk.value ? { query: { ...route.query, open: id } } : issuePath(id)),
  }
}
