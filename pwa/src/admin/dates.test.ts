import { expect, test } from 'vitest'

import { dayIn, endOf, lastDay, startOf } from './dates'

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
