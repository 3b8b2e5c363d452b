/** How the phone stands with the server, and the one sentence of it that is most urgent. Pure. */
import type { IconName } from './icons'
import { timeOf } from './when'
import { t } from './words'

export interface SyncState {
  signedOut: boolean // the server has ended the session; letters wait for a sign-in
  spaceLow: boolean
  waiting: number // letters not delivered, returned ones included
  sending: boolean // a drain is running now
  nextTryAt: Date | null
  offline: boolean // the last attempt did not reach the server
  syncedAt: Date | null // last answer of the server; never from navigator.onLine
}

/** What a list adds: its rows come from the phone, or are being fetched, or failed while old rows stay. */
export interface ListState {
  asOf?: Date | null // rows are the phone's own copy, of this time
  fetchingSeconds?: number // fetching for longer than a second
  failed?: boolean
}

export type StripAction = 'send' | 'sign-in' | 'show-waiting'
export interface Strip {
  tone: 'plain' | 'wait' | 'off' | 'fail'
  icon: IconName
  text: string
  said: string // for the screen reader: the same without what changes each second
  side: string // a second fact at the right edge
  action: StripAction | null
}

/** Order of urgency: sign in, space, waiting, failed, offline, fetching, synced. */
export function stripOf(sync: SyncState, list: ListState = {}): Strip {
  const { waiting } = sync
  if (sync.signedOut) {
    return strip('fail', 'key', waiting ? t('signInAgainKept', { n: waiting }) : t('signInAgain'), { action: 'sign-in' })
  }
  if (sync.spaceLow) return strip('wait', 'disk', t('spaceLow'), { action: 'show-waiting' })
  if (list.asOf && (sync.offline || list.failed)) {
    const side = waiting ? t('offlineWaiting', { n: waiting }) : t('offlineFine')
    return strip('off', 'cloudoff', t('offlineAsOf', { time: timeOf(list.asOf) }), { side })
  }
  if (waiting && sync.sending) return strip('wait', 'upload', t('sending', { n: waiting }), { said: t('waiting', { n: waiting }) })
  if (waiting) {
    const words = sync.nextTryAt
      ? t('waitingUntil', { n: waiting, time: timeOf(sync.nextTryAt) })
      : t('waiting', { n: waiting })
    return strip('wait', 'upload', words, { said: t('waiting', { n: waiting }), action: 'send' })
  }
  if (list.failed) return strip('fail', 'tri', t('fetchFailed'))
  if (sync.offline) return strip('off', 'cloudoff', t('offline'))
  if (list.fetchingSeconds) {
    return strip('plain', 'refresh', t('fetching', { n: list.fetchingSeconds }), { said: t('fetchingSaid') })
  }
  if (!sync.syncedAt) return strip('plain', 'refresh', t('notSyncedYet'))
  return strip('plain', 'cloudok', t('synced', { time: timeOf(sync.syncedAt) }), { said: '' })
}

function strip(tone: Strip['tone'], icon: IconName, text: string, more: Partial<Strip> = {}): Strip {
  return { tone, icon, text, said: text, side: '', action: null, ...more }
}
