import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import type { Outcome } from './drain'
import { startTriggers, type Round, type Triggers } from './triggers'

let rounds: boolean[] // forced or not
let told: Round[]
let outcome: Partial<Outcome> | Error
let signals: AbortSignal[]
let triggers: Triggers

function start(): void {
  triggers = startTriggers({
    async drain(force, signal) {
      rounds.push(force)
      signals.push(signal)
      if (outcome instanceof Error) throw outcome
      return { end: 'done', delivered: 0, nextAt: null, retryAfterMs: null, ...outcome }
    },
    told: (round) => told.push(round),
    failed: () => undefined,
  })
}

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-24T04:00:00Z') })
  vi.spyOn(Math, 'random').mockReturnValue(0)
  rounds = []
  told = []
  signals = []
  outcome = {}
})
afterEach(() => {
  triggers.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})
const settle = () => vi.advanceTimersByTimeAsync(0)

test('it sends at the start, when the network returns, and when the app is seen again', async () => {
  start()
  await settle()
  window.dispatchEvent(new Event('online'))
  await settle()
  document.dispatchEvent(new Event('visibilitychange'))
  await settle()

  expect(rounds).toEqual([true, true, true])
})

test('it tries again when the next letter is due, and not before', async () => {
  outcome = { nextAt: new Date('2026-11-24T04:00:40Z') }
  start()
  await settle()
  outcome = {}

  await vi.advanceTimersByTimeAsync(39_999)
  expect(rounds).toEqual([true])
  await vi.advanceTimersByTimeAsync(1)
  expect(rounds).toEqual([true, false])
})

test('offline it waits longer each time, as long as asked, and says until when', async () => {
  outcome = { end: 'offline' }
  start()
  await settle()
  expect(told.at(-1)).toMatchObject({ end: 'offline', nextTryAt: new Date('2026-11-24T04:00:05Z') })

  outcome = { end: 'offline', retryAfterMs: 60_000 }
  await vi.advanceTimersByTimeAsync(5_000)
  expect(told.at(-1)).toMatchObject({ nextTryAt: new Date('2026-11-24T04:01:05Z') })
})

test('signed out it waits for the person', async () => {
  outcome = { end: 'sign-in', nextAt: new Date('2026-11-24T04:00:01Z') }
  start()
  await vi.advanceTimersByTimeAsync(3_600_000)
  expect(rounds).toEqual([true])

  outcome = {}
  await triggers.kick(true)
  expect(rounds).toEqual([true, true])
})

test('what is sealed during a round gets a round of its own', async () => {
  start()
  const again = triggers.kick()
  const joined = triggers.kick(true)
  await again
  await joined

  expect(rounds).toEqual([true, true])
})

test('a page that rests lets go, and starts again when it is back', async () => {
  start()
  await settle()

  window.dispatchEvent(new Event('pagehide'))
  expect(signals[0]?.aborted).toBe(true)

  const back = new Event('pageshow')
  Object.assign(back, { persisted: true })
  window.dispatchEvent(back)
  await settle()
  expect(rounds).toEqual([true, true])
  expect(signals[1]?.aborted).toBe(false)
})

test('a fault of the phone’s database is tried again later', async () => {
  outcome = new Error('database')
  start()
  await settle()
  expect(told.at(-1)).toMatchObject({ end: 'fault', sending: false })

  outcome = {}
  await vi.advanceTimersByTimeAsync(5_000)
  expect(rounds).toHaveLength(2)
})
