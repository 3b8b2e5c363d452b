import { afterEach, beforeEach, expect, test } from 'vitest'

import { seal } from './seal'
import { afterSealing, personChanged, startSync, sync, useSync } from './useSync'
import { Clerk, refused } from './test/clerk'

import { openWire } from '@/api/call'
import { Offline } from '@/api/reach'
import { phone, usePhoneOf } from '@/db/open'

let people = 0
let person: string
let clerk: Clerk
let ended: number
let old: number
let stop: () => void

beforeEach(async () => {
  person = `sync-${(people += 1)}`
  usePhoneOf(person)
  clerk = new Clerk()
  ended = old = 0
  openWire({ signedOut: () => (ended += 1), tooOld: () => (old += 1) })
  Object.assign(sync, { syncedAt: null, offline: false, signedOut: false })
  stop = startSync(clerk)
  await personChanged()
})
afterEach(() => stop())

async function note(): Promise<void> {
  const input = { commandId: `c-${person}`, visitId: 'v', text: '补充' }
  await seal(phone(), { operation: 'SupplementVisit', input, subjectId: 'v', personId: person, grantId: 'g', title: '补充情况' }, new Date())
  await afterSealing()
}

test('a sealed letter leaves, and only then the phone says that it is synced', async () => {
  expect(sync.syncedAt).toBeNull()

  await note()

  await expect.poll(() => sync.syncedAt).toBeInstanceOf(Date)
  await expect.poll(() => [sync.waiting, sync.sending, sync.offline]).toEqual([0, false, false])
  expect(clerk.log).toEqual([`letter c-${person}`])
})

test('without a network it waits and says until when', async () => {
  clerk.answers[`letter c-${person}`] = new Offline('no network')

  await note()

  await expect.poll(() => sync.offline && sync.nextTryAt).toBeInstanceOf(Date)
  expect(sync).toMatchObject({ waiting: 1, syncedAt: null })
  expect(useSync().letters.value).toMatchObject([{ title: '补充情况', attempts: 1 }])

  clerk.answers = {}
  await useSync().sendNow()
  await expect.poll(() => sync.waiting).toBe(0)
})

test('an ended session is told once; after signing in again the letters go', async () => {
  clerk.answers[`letter c-${person}`] = refused('sign_in_needed', 'SIGN_IN')
  await note()
  await expect.poll(() => sync.signedOut).toBe(true)
  await useSync().sendNow()
  expect(ended).toBe(1)
  expect(clerk.log).toHaveLength(1)

  clerk.answers = {}
  await personChanged()

  await expect.poll(() => sync.waiting).toBe(0)
})

test('the server no longer knows this version: that is told, and the letter is sent once it does', async () => {
  clerk.answers[`letter c-${person}`] = refused('unknown_document', 'RETRY')
  await note()
  await expect.poll(() => old).toBe(1)
  await expect.poll(() => useSync().letters.value).toMatchObject([{ state: 'waiting', refusal: { code: 'unknown_document' } }])

  clerk.answers = {} // updated
  await useSync().sendNow()

  await expect.poll(() => sync.waiting).toBe(0)
})

test('another person sees and sends nothing of the first', async () => {
  clerk.answers[`letter c-${person}`] = new Offline('no network')
  await note()
  await expect.poll(() => useSync().letters.value[0]?.attempts).toBe(1)
  clerk.log = []

  usePhoneOf(`${person}-other`)
  await personChanged()

  await expect.poll(() => sync.waiting).toBe(0)
  expect(clerk.log).toEqual([])
  usePhoneOf(person)
  await useSync().reread()
  expect(sync.waiting).toBe(1)
})

test('letters that cannot be read are counted and shown apart', async () => {
  await phone().run((db) => db.put('outbox', { id: 'odd' } as never))

  await useSync().reread()

  expect(sync.waiting).toBe(1)
  expect(useSync().unreadable.value).toMatchObject([{ id: 'odd', why: 'no version' }])
})
