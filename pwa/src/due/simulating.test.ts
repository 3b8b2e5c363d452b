import { expect, test } from 'vitest'

import { workingDaysOf } from './days'
import { freshPause, freshTrial, outcomeOf } from './simulating'

const days = workingDaysOf({ version: 1, knownUntil: '2026-12-31', daysOff: [], makeUpDays: [] })
const NOW = new Date('2026-11-17T15:02:00+08:00')
const five = { ...freshTrial(NOW), period: { amount: 5, unit: 'wd' as const } }

test('from a Tuesday five working days end next Tuesday, yellow the day before', () => {
  const { due, changes, sentence } = outcomeOf(five, days, NOW)!

  expect(due.on).toBe('2026-11-24')
  expect(changes.map((one) => one.to)).toEqual(['yellow', 'red', 'red_3', 'red_5'])
  expect(changes[0]!.at.toISOString()).toBe('2026-11-22T16:00:00.000Z')
  expect(sentence).toContain('一般件给 5 个工作日')
})

test('a pause moves it, an extension sets it', () => {
  const paused = { ...five, pauses: [freshPause(five, days)] }

  expect(outcomeOf(paused, days, NOW)!.due.on).toBe('2026-12-01')
  expect(outcomeOf({ ...five, granted: '2026-12-04' }, days, NOW)!.due.on).toBe('2026-12-04')
})

test('what is not typed yet gives no date', () => {
  expect(outcomeOf({ ...five, on: '' }, days, NOW)).toBeNull()
  expect(outcomeOf({ ...five, period: { amount: 0, unit: 'wd' } }, days, NOW)).toBeNull()
  expect(outcomeOf({ ...five, pauses: [{ from: '', until: '2026-12-01' }] }, days, NOW)!.due.on).toBe('2026-11-24')
})
