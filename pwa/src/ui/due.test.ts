import { expect, test } from 'vitest'

import { dueWords, shapeOf } from './due'

import { workingDaysOf } from '@/due/days'
import { reckon, type ReckonedDue } from '@/due/useDue'

const days = workingDaysOf({ version: 1, knownUntil: '2026-12-31', daysOff: [], makeUpDays: [] })

function due(from: string, period: string, extensions: object[] = []) {
  return { at: '', provisional: false, inputs: { from_at: from, period, pauses: [], extensions, rule: 'normal' } }
}

const five = due('2026-11-17T15:02:00+08:00', '5wd')

function pill(told: ReturnType<typeof due>, at: string, standing = {}, dense = false): string {
  const now = new Date(at)
  const reckoned = reckon(told, days, now, standing) as ReckonedDue
  return `${shapeOf(reckoned.colour.word)}: ${dueWords(reckoned.colour.word, reckoned, now, dense)}`
}

test('a deadline is a shape, a word and a figure', () => {
  expect(pill(five, '2026-11-18T09:00:00+08:00')).toBe('dot: 蓝 剩 4 个工作日')
  expect(pill(five, '2026-11-23T09:00:00+08:00')).toBe('tri: 黄 剩 1 个工作日')
  expect(pill(five, '2026-11-26T09:00:00+08:00')).toBe('sq: 红 逾期 2 个工作日')
  expect(pill(five, '2026-11-18T09:00:00+08:00', { suspended: true })).toBe('pause: 停 已暂停')
})

test('the last day is today; an unpublished calendar is provisional', () => {
  expect(pill(five, '2026-11-24T09:00:00+08:00')).toBe('tri: 黄 今天到期')
  expect(pill(due('2026-12-30T09:00:00+08:00', '5wd'), '2026-12-30T09:30:00+08:00')).toBe('dot: 蓝 剩 5 个工作日 暂定')
})

test('a day that is granted may be a Saturday: Friday is not the last day', () => {
  const saturday = due('2026-11-17T15:02:00+08:00', '5wd', [{ decided_on: '2026-11-20', due_on: '2026-11-28' }])

  expect(pill(saturday, '2026-11-27T09:00:00+08:00')).toBe('tri: 黄 明天到期')
  expect(pill(saturday, '2026-11-29T09:00:00+08:00')).toBe('sq: 红 已逾期')
})

test('what is urgent is told in hours and minutes', () => {
  const day = due('2026-11-20T17:00:00+08:00', '24h')

  expect(pill(day, '2026-11-20T18:30:00+08:00')).toBe('dot: 蓝 剩 22 小时')
  expect(pill(day, '2026-11-21T16:20:00+08:00')).toBe('tri: 黄 剩 40 分钟')
  expect(pill(day, '2026-11-21T20:00:00+08:00')).toBe('sq: 红 逾期 3 小时')
  expect(pill(day, '2026-11-24T09:00:00+08:00')).toBe('sq: 红 逾期 2 个工作日')
})

test('dense tables say days; without a calendar there is only the word', () => {
  expect(pill(five, '2026-11-26T09:00:00+08:00', {}, true)).toBe('sq: 红 逾期 2 天')
  expect(dueWords('yellow', null, new Date())).toBe('黄')
})
