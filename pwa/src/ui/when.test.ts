import { expect, test } from 'vitest'

import { dayOf, deadlineOf, momentOf } from './when'

const now = new Date('2026-11-23T10:41:00')

test('days are said as people say them, the year only when it is another', () => {
  expect(momentOf(new Date('2026-11-23T09:12:00'), now)).toBe('今天 09:12')
  expect(dayOf(new Date('2026-11-22T23:59:00'), now)).toBe('昨天')
  expect(dayOf('2026-11-18', now)).toBe('11 月 18 日')
  expect(dayOf('2025-11-18', now)).toBe('2025 年 11 月 18 日')
})

test('a deadline names its weekday', () => {
  expect(deadlineOf('2026-11-25', now)).toBe('11 月 25 日（周三）')
})
