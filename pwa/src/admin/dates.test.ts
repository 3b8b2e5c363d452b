import { expect, test } from 'vitest'

import { dayIn, endOf, hasEnded, lastDay, neverBegan, startOf } from './dates'

test('a day begins at midnight in China', () => {
  expect(startOf('2026-03-01')).toBe('2026-02-28T16:00:00.000Z')
  expect(dayIn('2026-02-28T16:00:00.000Z')).toBe('2026-03-01')
})

test('the last day is still in force, and is read back as it was written', () => {
  expect(endOf('2026-03-31')).toBe('2026-03-31T16:00:00.000Z')
  expect(lastDay(endOf('2026-03-31'))).toBe('2026-03-31')
})

test('no day stays no day', () => {
  expect([startOf(''), endOf(''), lastDay(null)]).toEqual(['', null, ''])
})

test('what was ended before its first day has ended, though that day is to come', () => {
  const period = (fromAt: string, untilAt: string | null) => ({ id: '', fromAt, untilAt })
  const taken = [period('2091-03-01T00:00:00Z', '2091-03-01T00:00:00Z'), period('2091-03-01T00:00:00Z', '2026-01-01T00:00:00Z')]
  const comes = period('2091-03-01T00:00:00Z', '2091-03-14T00:00:00Z')

  expect(taken.map((one) => [hasEnded(one), neverBegan(one)])).toEqual([[true, true], [true, true]])
  expect([hasEnded(comes), neverBegan(comes), hasEnded(period('2020-01-01T00:00:00Z', null))]).toEqual([false, false, false])
  expect(hasEnded(period('2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z'))).toBe(true)
})
