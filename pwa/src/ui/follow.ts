/**
 * Links of long lists. A RouterLink per row costs more than the row itself (three thousand rows at 6× slow-down stay
 * within 16.7 ms a frame only without it), so such rows carry plain links and the list follows them.
 */
import type { Router } from 'vue-router'

/** The address of a path of this app, under whatever prefix it lives. */
export function hrefOf(router: Router, path: string): string {
  return router.options.history.createHref(path)
}

/** A plain click on a link inside the app goes through the router; new tabs and foreign links stay the browser's. */
export function follow(router: Router, event: MouseEvent): void {
  const link = (event.target as Element).closest('a')
  if (!link || event.defaultPrevented || event.button !== 0) return
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || link.target) return
  const base = hrefOf(router, '/')
  const { origin, pathname, search, hash } = new URL(link.href)
  if (origin !== window.location.origin || !pathname.startsWith(base)) return
  event.preventDefault()
  void router.push(`/${pathname.slice(base.length)}${search}${hash}`)
}
