import { expect, test } from 'vitest'

import { moved } from './moved'
import { editorOf, shown, tiersIn, topicsIn, wholeNumber } from './settingEditors'

import { keptRules, rulesOf } from '@/due/rules'

test('each key has its own editor; one that is new to this page is text', () => {
  const keys = ['tiers', 'topics', 'alert_ladder', 'ledger_columns', 'retention_years_of_photos', 'hotline', 'later']
  expect(keys.map(editorOf)).toEqual(['tiers', 'topics', 'ladder', 'columns', 'number', 'text', 'text'])
})

test('only whole numbers are numbers; a code of digits stays text', () => {
  expect([' 30 ', '0', '', '-1', '1.5', '三'].map(wholeNumber)).toEqual([30, 0, null, null, null, null])
  expect(editorOf('district_code')).toBe('text')
})

test('tiers are always three', () => {
  expect(tiersIn(['区领导', '部门'])).toEqual(['区领导', '部门', ''])
  expect(tiersIn('x')).toEqual(['', '', ''])
})

test('topics keep their codes when they move', () => {
  const topics = topicsIn([{ code: 'labour', name: '用工' }, { code: 'market', name: '市场' }])

  expect(moved(topics, 1, 0).map((one) => one.code)).toEqual(['market', 'labour'])
  expect(shown('topics', topics)).toBe('用工、市场')
})

test('the periods are read, shown in words and kept as they came', () => {
  const kept = { ...keptRules(rulesOf({})), normal: '15wd', urgent_24h: '24h' }

  expect(editorOf('deadline_rules')).toBe('deadlines')
  expect(keptRules(rulesOf(kept))).toEqual(kept)
  expect(shown('deadline_rules', kept)).toContain('一般件 15 个工作日、复杂件 1 个工作日、急件 24 小时')
})
