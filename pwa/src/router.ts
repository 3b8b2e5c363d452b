/** Where everything is, and who may go there. Pages are loaded with their route. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

import { issuePath } from '@/issues/paths'
import { wordsReady } from '@/locales/words'
import { useSession } from '@/session/useSession'
import { noteArrival } from '@/shell/arrival'
import { homeOf } from '@/shell/roles'
import { rememberPlace, restorePlace } from '@/shell/scrollMemory'
import { pagesOf, type Page } from '@/shell/pages'
import { layersSettled } from '@/ui/layersOpen'
import { openFormOf } from '@/visits/openForm'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean // nobody needs to be signed in
    kept?: boolean // the person's own work: stays reachable when the session has ended or reading is locked
    list?: boolean // its scroll position is kept
  }
}

// Pages are found by name, so that a page is registered exactly when it exists.
const page = pagesOf(import.meta.glob<Page>('./{shell,session,settings,push,enterprises,visits,waiting,reports,inbox,issues}/*Page.vue'))
const UNKNOWN = '/:unknown(.*)*'

export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => homePath() },
  ...page('/home', 'shell/NothingYetPage'),
  ...page('/locked', 'shell/LockedPage', { kept: true }),
  ...page('/sign-in', 'session/SignInPage', { open: true }),
  ...page('/first-password', 'session/FirstPasswordPage', { open: true }),
  ...page('/reset', 'session/ResetPage', { open: true }),
  ...page('/capability', 'settings/CapabilityPage', { open: true }),
  ...page('/privacy', 'settings/PrivacyPage', { open: true }),
  ...page('/help', 'settings/HelpPage', { open: true }),
  ...page('/me', 'settings/MePage', { kept: true }),
  ...page('/me/devices', 'settings/DevicesPage'),
  ...page('/me/push', 'push/PushTestPage'),
  ...page('/me/password', 'session/ChangePasswordPage'),
  ...page('/enterprises', 'enterprises/MyEnterprisesPage', { list: true }),
  ...page('/enterprises/:id', 'enterprises/EnterprisePage'),
  ...page('/e/:code', 'enterprises/EnterpriseByCodePage'),
  ...page('/visits/new', 'visits/NewVisitPage', { kept: true }),
  ...page('/visits/draft/:id', 'visits/VisitFormPage', { kept: true }),
  ...page('/outbox', 'waiting/OutboxPage', { kept: true }),
  ...page('/reports', 'reports/MyReportsPage', { list: true }),
  { path: '/reports/issue/:id', redirect: (to) => issuePath(String(to.params.id)) }, // links in old notices
  ...page('/reports/visit/:id', 'reports/ReportPage'),
  ...page('/inbox', 'inbox/InboxPage', { list: true }),
  ...page('/n/:id', 'inbox/NoticePage'),
  ...page('/issues/:id', 'issues/IssuePage'),
  ...page(UNKNOWN, 'shell/NotFoundPage', { open: true }),
]

/** The app may live under a path prefix: everything is relative to the page's base address. */
export const router = createRouter({
  history: createWebHistory(new URL('.', document.baseURI).pathname),
  routes,
})

let whole = false // module state: the routes of one router

// The first page of an officer needs no list of the office's rooms: it comes with the first address that is not here.
router.beforeEach(async (to) => {
  if (whole || to.matched[0]?.path !== UNKNOWN) return true
  const { far } = await import('./farRoutes')
  far.forEach((route) => router.addRoute(route))
  whole = true
  return to.fullPath
})

router.beforeEach(async (to) => {
  await layersSettled()
  const session = useSession()
  if (to.meta.open) return true
  if (session.standing.value === 'out') return signInPath(to.fullPath)
  if (session.me.value?.mustChangePassword) return '/first-password'
  if (to.meta.kept) return true
  if (session.standing.value === 'ended') return signInPath(to.fullPath)
  if (session.locked.value) return '/locked'
  return true
})

// The page is shown in the language chosen, not first in the other.
router.beforeResolve(wordsReady)

router.beforeEach((_to, from) => {
  if (from.meta.list) rememberPlace(from.path)
})

router.afterEach((to, from, failure) => {
  if (failure || to.path === from.path) return
  if (from.matched.length > 0) noteArrival()
})

/** Called by the shell when the new page is on the screen. */
export function settlePlace(): void {
  const to = router.currentRoute.value
  restorePlace(to.meta.list ? to.path : '')
}

function homePath(): string {
  const { grant, me } = useSession()
  const killed = openFormOf(me.value?.person.id) // the page went away under an open form: back to it
  if (killed) return killed.path
  return grant.value ? homeOf(grant.value.role) : '/home'
}

function signInPath(next: string): string {
  return next === '/' || next === '/home' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`
}
