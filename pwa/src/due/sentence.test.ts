import { afterEach, expect, test } from 'vitest'

import { workingDaysOf } from './days'
import { dueOf, type DueInputs } from './deadlines'
import { byWhen, sentenceOf } from './sentence'
import { t } from './words'

import { speak, wordsReady } from '@/locales/words'

const days = workingDaysOf({
  version: 1,
  knownUntil: '2026-12-31',
  daysOff: ['2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'],
  makeUpDays: ['2026-09-20', '2026-10-10'],
})
const NOW = new Date('2026-11-23T09:00:00+08:00')
const five: DueInputs = {
  from: new Date('2026-11-17T15:02:00+08:00'),
  period: { amount: 5, unit: 'wd' },
  pauses: [],
  extensions: [],
  rule: 'normal',
}

function said(given: Partial<DueInputs>, standing = {}): string {
  const inputs = { ...five, ...given }
  return sentenceOf(dueOf(inputs, days), inputs, days, NOW, standing)
}

afterEach(() => speak('zh'))

test('what is awaited until the day is said, not always 办完', () => {
  expect(byWhen('normal', '11 月 30 日（周一）')).toBe('11 月 30 日（周一）前办完')
  expect(byWhen('urgent_2h', '今天 12:41')).toBe('今天 12:41 前办完')
  expect(byWhen('decide', '12 月 1 日（周二）')).toBe('12 月 1 日（周二）前决定是否受理')
  expect(byWhen('look_at_response', '明天（周二）')).toBe('明天（周二）前看反馈')
})

test('five working days over a week-end, word for word', () => {
  expect(said({})).toBe(
    '11 月 17 日（周二）交办，一般件给 5 个工作日。11 月 21、22 日是周末，不算。没有暂停，没有延期。剩 1 个工作日起转黄。',
  )
})

test('holidays and make-up days are called by their names', () => {
  const text = said({ from: new Date('2026-09-28T10:00:00+08:00'), period: { amount: 8, unit: 'wd' } })

  expect(text).toContain('10 月 1 日至 7 日是节假日，不算。')
  expect(text).toContain('10 月 10 日调休上班，算。')
})

test('a pause says what it adds, one that lasts says that it will', () => {
  expect(said({ pauses: [{ from: '2026-11-19', until: '2026-11-24' }] })).toContain(
    '11 月 19 日（周四）暂停，明天（周二）恢复，停的 3 个工作日补上。没有延期。',
  )
  expect(said({ pauses: [{ from: '2026-11-19', until: null }] })).toContain('11 月 19 日（周四）起暂停，恢复后补上停的工作日。')
})

test('a date that was granted, and one chosen when assigning', () => {
  expect(said({ extensions: [{ decided: '2026-11-20', due: '2026-11-30' }] })).toContain(
    '没有暂停。11 月 20 日（周五）延期到 11 月 30 日（周一）。',
  )
  expect(said({ extensions: [{ decided: '2026-11-17', due: '2026-11-30' }] })).toContain('交办时定为 11 月 30 日（周一）。')
})

test('hours run round the clock', () => {
  expect(said({ from: new Date(2026, 10, 17, 15, 2), period: { amount: 24, unit: 'h' }, rule: 'urgent_24h' })).toBe(
    '11 月 17 日 15:02 交办，急件给 24 小时。按小时算，不分昼夜和周末。没有暂停，没有延期。剩 6 小时起转黄。',
  )
})

test('beyond the published years the date is provisional', () => {
  const text = said({ from: new Date('2026-12-29T10:00:00+08:00') })

  expect(text).toContain('2027 年的放假安排还没公布')
  expect(text).toContain('2027 年 1 月 2、3 日是周末')
})

test('long periods also say what silence does; a sent back one is yellow anyway', () => {
  expect(said({ period: { amount: 15, unit: 'wd' } })).toContain('明天（周二）前没有记进展，也会转黄。')
  expect(said({}, { sentBack: true })).toContain('退回重办的，一直是黄。')
})

test('every rule of the settings has its words, and one that is new is told without them', () => {
  expect(said({ rule: 'answer' })).toContain('内告知上报人')
  expect(said({ rule: 'later' })).toContain('起，给 5 个工作日')
})

test('English', async () => {
  expect(t('noPause')).toBe('没有暂停。')
  speak('en')
  await wordsReady()
  expect(said({})).toBe(
    'Assigned on 17 Nov (Tue); an ordinary issue gets 5 working days. Week-end, not counted: 21, 22 Nov. ' +
      'No pause, no extension. Turns yellow with 1 working day left.',
  )
})
