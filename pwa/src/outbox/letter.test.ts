import { expect, test } from 'vitest'

import { afterFault, incidentToTell, nextOf, sendAgain } from './letter'
import { waitAfter } from './patience'
import { readLetter } from './shape'
import { letter, NOON } from './test/clerk'

test('waits double from five seconds to five minutes, less up to a quarter', () => {
  expect([1, 2, 3, 7, 40].map((n) => waitAfter(n, 0))).toEqual([5_000, 10_000, 20_000, 300_000, 300_000])
  expect(waitAfter(1, 0.999)).toBe(3_751)
})

test('the incident number is told from the fifth fault on, and the letter goes on trying', () => {
  let tried = letter(1)
  for (const incident of ['a', 'b', 'c', 'd']) tried = afterFault(tried, incident, { now: NOON, random: 0 })
  expect(incidentToTell(tried)).toBe('')

  tried = afterFault(tried, 'e', { now: NOON, random: 0 })
  expect(incidentToTell(tried)).toBe('e')
  expect(tried).toMatchObject({ state: 'waiting', attempts: 5, dueAt: '2026-11-24T04:01:20.000Z' })

  expect(sendAgain(tried, NOON)).toMatchObject({ attempts: 0, faults: 0, incident: '', dueAt: NOON.toISOString() })
})

test('an older letter is brought to the present shape before it is sent', () => {
  const { order, ...old } = letter(4)
  const steps = [(raw: Record<string, unknown>) => ({ ...raw, order: order - 4 })]

  const read = readLetter(old, steps)

  expect(read).toMatchObject({ kind: 'letter', letter: { v: 2, id: '4', order: 0 } })
})

test.each([
  ['nothing', null],
  ['a text', 'letter'],
  ['no version', { ...letter(1), v: undefined }],
  ['a newer app’s letter', { ...letter(1), v: 9 }],
  ['an operation that is gone', { ...letter(1), operation: 'Forgotten' }],
  ['no input', { ...letter(1), variables: {} }],
  ['an odd state', { ...letter(1), state: 'sending' }],
])('%s is unreadable, and kept as it is', (_, raw) => {
  expect(readLetter(raw)).toMatchObject({ kind: 'unreadable', raw })
})

test('a clock that was set back does not hold a letter for years', () => {
  const sealedBefore = letter(1, { dueAt: '2031-01-01T00:00:00.000Z', holdUntil: '2031-01-01T00:00:10.000Z' })
  const soon = letter(2, { dueAt: '2026-11-24T04:05:00.000Z' })

  expect(nextOf([sealedBefore], NOON, new Set(), false)).toBe(sealedBefore)
  expect(nextOf([soon], NOON, new Set(), false)).toBeUndefined()
})
