/**
 * How the phone stands with the server, and the letters that wait: one state for the strip, the tab bar and the
 * outbox page. Module state, because the page has one person and one outbox at a time.
 */
import { reactive, readonly, ref, shallowReactive, shallowRef } from 'vue'

import type { Box, Unreadable } from './box'
import type { Outcome } from './drain'
import { onWord } from './tabs'
import { startTriggers, type Round, type Triggers } from './triggers'
import { askForBackground } from './wake'

import { standingNow } from '@/api/call'
import type { Post } from '@/api/post'
import type { Letter } from '@/db/letter'
import { countLetters } from '@/db/letters'
import { personHere, phone } from '@/db/open'
import { NewerData, SpaceFull } from '@/db/phone'

export interface SyncState {
  signedOut: boolean // the server has ended the session; letters wait for a sign-in
  spaceLow: boolean
  waiting: number // letters not delivered; returned and unreadable ones included
  sending: boolean
  nextTryAt: Date | null
  offline: boolean // the last attempt did not reach the server
  syncedAt: Date | null // last answer of the server; never from navigator.onLine
}

export const sync = reactive<SyncState>({
  signedOut: false,
  spaceLow: false,
  waiting: 0,
  sending: false,
  nextTryAt: null,
  offline: false,
  syncedAt: null,
})

const letters = shallowRef<Letter[]>([])
const unreadable = shallowRef<Unreadable[]>([])
const looked = ref(false) // this person's box was looked at
const percents = shallowReactive(new Map<string, number>()) // by photo id, while it is on its way
let triggers: Triggers | null = null

const SPACE_LOW_BYTES = 50_000_000 // about 80 photos

export function useSync() {
  return {
    sync: readonly(sync),
    letters: readonly(letters),
    unreadable: readonly(unreadable),
    looked: readonly(looked),
    percentOf: (photoId: string): number | undefined => percents.get(photoId),
    sendNow: (): Promise<void> => triggers?.kick(true) ?? Promise.resolve(),
    reread,
  }
}

/** Call once before the app is mounted. Returns what stops it. */
export function startSync(post?: Post): () => void {
  const deaf = onWord((word) => {
    if (word.kind === 'percent') percents.set(word.photoId, word.percent)
    else if (word.kind === 'too-old') standingNow().tooOld()
    else void reread()
  })
  triggers = startTriggers({
    async drain(force, signal) {
      const personId = personHere()
      if (!personId || sync.signedOut) return { end: 'sign-in', delivered: 0, nextAt: null, retryAfterMs: null }
      if ((await countLetters(phone())) === 0) return NOTHING
      const [{ drain }, to] = await Promise.all([import('./drain'), post ?? theServer()])
      if (signal.aborted || personHere() !== personId) return { ...NOTHING, end: 'stopped' }
      const stillIn = async (): Promise<boolean> => personHere() === personId
      return drain({ phone: phone(), post: noting(to), personId, now: () => new Date(), force, signal, stillIn })
    },
    told: follow,
    failed: noteFailure,
  })
  void measureSpace()
  reread().catch(noteFailure) // at once: the strip never says that all is sent before the box was looked at
  return () => {
    triggers?.stop()
    triggers = null
    deaf()
  }
}

const NOTHING: Outcome = { end: 'done', delivered: 0, nextAt: null, retryAfterMs: null }

/** What sends is fetched when something waits, or by `readyToSend`: the first page does without it. */
async function theServer(): Promise<Post> {
  return (await import('@/api/post')).httpPost()
}

/** Have it here before the network may go: a page without a service worker could not fetch it then. */
export async function readyToSend(): Promise<void> {
  await Promise.all([import('./box'), import('./drain'), theServer()])
}

/** After sealing, signing in, importing: send what is due now and show what is left. */
export async function afterSealing(): Promise<void> {
  await reread()
  void triggers?.kick()
  askForBackground().catch((failure: Error) => console.info('no background sync:', failure.name))
  void navigator.storage?.persist?.()
  await measureSpace()
}

/** Somebody signed in or out: show their letters, and try them. */
export async function personChanged(): Promise<void> {
  triggers?.rest() // a round of the person before ends here
  percents.clear()
  sync.signedOut = false
  looked.value = false
  await reread()
  await triggers?.kick(true)
}

/** Wherever it happened: of a full phone the strip tells until there is room again, of what a newer app wrote the note above the page. */
export function noteFailure(failure: unknown): void {
  if (failure instanceof SpaceFull) sync.spaceLow = true
  else if (failure instanceof NewerData) standingNow().tooOld()
  else console.error('outbox:', failure)
}

async function reread(): Promise<void> {
  const person = personHere()
  const box = await boxHere()
  if (person !== personHere()) return // somebody else is in by now
  letters.value = box.letters
  unreadable.value = box.unreadable
  looked.value = true
  sync.waiting = box.letters.length + box.unreadable.length
  const here = new Set(box.letters.flatMap((letter) => letter.photoIds))
  for (const id of percents.keys()) if (!here.has(id)) percents.delete(id)
}

/** What reads letters is fetched when there are any: mostly there are none. */
async function boxHere(): Promise<Box> {
  const none = !personHere() || (await countLetters(phone())) === 0
  return none ? { letters: [], unreadable: [] } : (await import('./box')).readBox(phone())
}

function follow(round: Round): void {
  sync.sending = round.sending
  if (round.sending) return
  sync.nextTryAt = round.nextTryAt
  if (round.end === 'sign-in' && personHere() && !sync.signedOut) {
    sync.signedOut = true
    standingNow().signedOut()
  }
  void reread().catch(noteFailure)
  void measureSpace()
}

/** The same post, and every answer of the server is noted. */
function noting(post: Post): Post {
  const note = async <T>(answer: Promise<T>): Promise<T> => {
    try {
      const said = await answer
      sync.offline = false
      sync.syncedAt = new Date()
      standingNow().answered(sync.syncedAt)
      return said
    } catch (failure) {
      sync.offline = true
      standingNow().unreached()
      throw failure
    }
  }
  return {
    putPhoto: (...put) => note(post.putPhoto(...put)),
    send: (...sent) => note(post.send(...sent)),
  }
}

async function measureSpace(): Promise<void> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  if (quota !== undefined && usage !== undefined) sync.spaceLow = quota - usage < SPACE_LOW_BYTES
}
