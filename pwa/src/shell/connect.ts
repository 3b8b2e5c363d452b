/**
 * Where the parts of the page meet: session, wire, the phone's databases and the bars. Called once, before mounting.
 */
import { watch } from 'vue'

import { showAppBadge } from './appBadge'
import { bars, onStrip } from './bars'
import { keepDoorbell, leaveDoorbell } from './doorbell'
import { appIsTooOld } from './updates'
import { ANSWER_WITHIN_MS, openWire, request } from '@/api/call'
import { dropCopies } from '@/db/copies'
import { countLetters } from '@/db/letters'
import { personHere, phone, phoneOf, usePhoneOf, type Phone } from '@/db/open'
import { keepFact } from '@/db/shared'
import { noteFailure, personChanged, startSync, sync, useSync } from '@/outbox/useSync'
import { arrivals, hearWorker } from '@/push/arrivals'
import { router } from '@/router'
import { countLettersWith } from '@/session/letters'
import { openSession, useSession } from '@/session/useSession'
import type { Wire } from '@/session/wire'
import { preferLarge } from '@/settings/look'
import { whenIdle } from '@/ui/idle'

const REFRESH_AFTER_MS = 60_000

export function connect(): void {
  const session = useSession()
  bars.sync = sync
  openWire({
    grantId: () => session.grant.value?.id ?? null,
    mayRead: () => session.standing.value === 'in' && !session.locked.value,
    answered(at) {
      bars.sync.offline = false
      bars.sync.syncedAt = at
      session.answered(at)
    },
    unreached: () => (bars.sync.offline = true),
    signedOut: () => void session.ended(),
    tooOld: appIsTooOld,
  })
  openSession({
    wire: ((operation, variables) => request(operation, variables as never, ANSWER_WITHIN_MS)) as Wire,
    leave: (personId) => dropCopies(phoneOf(personId)),
    signOut: leaveDoorbell,
  })
  countLettersWith((personId) => countLetters(phoneOf(personId)))
  followSession(session)
  onStrip((action) => {
    if (action === 'sign-in') void router.push({ path: '/sign-in', query: { next: router.currentRoute.value.fullPath } })
    else if (action === 'show-waiting') void router.push('/outbox')
    else void useSync().sendNow()
  })
  startSync()
  watch(() => bars.sync.waiting + bars.unread, showAppBadge)
  hearWorker(navigator.serviceWorker, (path) => void router.push(path))
}

/** What the bars and the service worker must know of who is in. */
function followSession(session: ReturnType<typeof useSession>): void {
  watch(
    () => session.me.value,
    (me) => {
      bars.unread = me?.badges.unread ?? 0
      bars.pendingReviews = me?.badges.pendingReviews ?? 0
      usePhoneOf(me?.person.id ?? null)
      keep('personId', me?.person.id ?? null)
    },
    { immediate: true, flush: 'sync' }, // the page that comes next opens this person's database
  )
  watch(
    () => session.grant.value,
    (grant) => {
      keep('grantId', grant?.id ?? null)
      if (grant?.role === 'SPECIAL_SUPERVISOR') preferLarge()
    },
    { immediate: true },
  )
  watch(
    () => session.standing.value,
    (standing) => (bars.sync.signedOut = standing === 'ended'),
    { immediate: true },
  )
  watch([() => session.me.value?.person.id, () => session.standing.value], ([, standing]) => {
    if (standing !== 'ended') personChanged().catch(noteFailure) // whoever is in sees and sends their own letters
    if (personHere()) whenIdle(() => void sweep(phone()).catch(noteFailure))
  })
  watch(
    () => (session.standing.value === 'in' ? session.me.value?.person.id : undefined),
    (personId) => personId && keepDoorbell(personId),
    { immediate: true },
  )
  refreshWhenSeen(session)
  listenWhileIn(session)
}

/** Photos that were taken off a day ago leave this phone. */
async function sweep(of: Phone): Promise<void> {
  const { sweepTakenOff } = await import('@/db/photos')
  await sweepTakenOff(of, new Date())
}

/** The person, their roles and badges are asked for at the start and when the app comes to the front. */
function refreshWhenSeen(session: ReturnType<typeof useSession>): void {
  let last = 0
  const look = (): void => {
    if (document.visibilityState !== 'visible' || session.standing.value !== 'in') return
    if (Date.now() - last < REFRESH_AFTER_MS) return
    last = Date.now()
    void session.refresh()
  }
  const lookNow = (): void => {
    last = 0
    look()
  }
  document.addEventListener('visibilitychange', look)
  window.addEventListener('online', lookNow)
  watch(arrivals, lookNow) // a push came while the page is open
  look()
}

/** Word of changes for open pages and the badges; a new connection for each acting grant. */
function listenWhileIn(session: ReturnType<typeof useSession>): void {
  let stop: (() => void) | null = null
  watch(
    () => (session.standing.value === 'in' ? session.grant.value?.id : undefined),
    async (grantId) => {
      stop?.()
      stop = null
      if (!grantId) return
      const { listen } = await import('@/api/live')
      if (session.grant.value?.id !== grantId || stop) return
      stop = listen(grantId, () => void session.refresh()).stop
    },
    { immediate: true },
  )
}

function keep(name: 'personId' | 'grantId', value: string | null): void {
  keepFact(name, value).catch((failure: Error) => console.info(`${name} not kept:`, failure.name)) // without it the worker sends nothing; the page does
}
