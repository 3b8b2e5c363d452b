/** Where everything is, and who may go there. Pages are loaded with their route. */
import { createRouter, createWebHistory, type RouteRecordRaw } from 'vue-router'

import { issuePath } from '@/issues/paths'
import { wordsReady } from '@/locales/words'
import { useSession } from '@/session/useSession'
import { noteArrival } from '@/shell/arrival'
import { homeOf } from '@/shell/roles'
import { rememberPlace, restorePlace } from '@/shell/scrollMemory'
import { layersSettled } from '@/ui/layersOpen'
import { openFormOf } from '@/visits/openForm'

declare module 'vue-router' {
  interface RouteMeta {
    open?: boolean // nobody needs to be signed in
    kept?: boolean // the person's own work: stays reachable when the session has ended or reading is locked
    list?: boolean // its scroll position is kept
  }
}

const UNKNOWN = '/:unknown(.*)*'

export const routes: RouteRecordRaw[] = [
  { path: '/', redirect: () => homePath() },
  { path: '/home', component: () => import('./shell/NothingYetPage.vue') },
  { path: '/locked', component: () => import('./shell/LockedPage.vue'), meta: { kept: true } },
  { path: '/sign-in', component: () => import('./session/SignInPage.vue'), meta: { open: true } },
  { path: '/first-password', component: () => import('./session/FirstPasswordPage.vue'), meta: { open: true } },
  { path: '/me', component: () => import('./settings/MePage.vue'), meta: { kept: true } },
  { path: '/enterprises', component: () => import('./enterprises/MyEnterprisesPage.vue'), meta: { list: true } },
  { path: '/enterprises/:id', component: () => import('./enterprises/EnterprisePage.vue') },
  { path: '/e/:code', component: () => import('./enterprises/EnterpriseByCodePage.vue') },
  { path: '/visits/new', component: () => import('./visits/NewVisitPage.vue'), meta: { kept: true } },
  { path: '/visits/draft/:id', component: () => import('./visits/VisitFormPage.vue'), meta: { kept: true } },
  { path: '/outbox', component: () => import('./waiting/OutboxPage.vue'), meta: { kept: true } },
  { path: '/reports', component: () => import('./reports/MyReportsPage.vue'), meta: { list: true } },
  { path: '/reports/issue/:id', redirect: (to) => issuePath(String(to.params.id)) }, // links in old notices
  { path: '/reports/visit/:id', component: () => import('./reports/ReportPage.vue') },
  { path: '/inbox', component: () => import('./inbox/InboxPage.vue'), meta: { list: true } },
  { path: '/n/:id', component: () => import('./inbox/NoticePage.vue') },
  { path: '/issues/:id', component: () => import('./issues/IssuePage.vue') },
  { path: UNKNOWN, component: () => import('./shell/NotFoundPage.vue'), meta: { open: true } },
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
  if (session.locked.value) return `/locked?next=${encodeURIComponent(to.fullPath)}`
  return true
})

// The page is shown in the language chosen, not first in the other.
router.beforeResolve(wordsReady)

router.beforeEach((_to, from) => {
  if (from.meta.list) rememberPlace(from.path)
})

let moved = false // from page to page; the first page stands where the browser puts it

router.afterEach((to, from, failure) => {
  if (failure || to.path === from.path || from.matched.length === 0) return
  moved = true
  noteArrival()
})

/** Called by the shell when the new page is on the screen. */
export function settlePlace(): void {
  if (!moved) return // to ask where it stands would lay the page out twice
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
