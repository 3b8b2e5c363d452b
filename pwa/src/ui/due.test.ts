import { expect, test } from 'vitest'

import { dueWords } from './due'

test('a deadline is a shape, a word and a figure', () => {
  expect(dueWords({ colour: 'blue', workingDays: 5 })).toEqual({ icon: 'dot', words: '蓝 剩 5 个工作日' })
  expect(dueWords({ colour: 'yellow', workingDays: 1 })).toEqual({ icon: 'tri', words: '黄 剩 1 个工作日' })
  expect(dueWords({ colour: 'red', workingDays: 2 })).toEqual({ icon: 'sq', words: '红 逾期 2 个工作日' })
  expect(dueWords({ colour: 'stop', workingDays: 3 })).toEqual({ icon: 'pause', words: '停 已暂停' })
})

test('the last day is today, and an unpublished calendar is provisional', () => {
  expect(dueWords({ colour: 'yellow', workingDays: 0 }).words).toBe('黄 今天到期')
  expect(dueWords({ colour: 'blue', workingDays: 20, provisional: true }).words).toBe('蓝 剩 20 个工作日 暂定')
})

test('dense tables say days', () => {
  expect(dueWords({ colour: 'red', workingDays: 2 }, true).words).toBe('红 逾期 2 天')
})
