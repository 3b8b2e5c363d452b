import { expect, test } from 'vitest'

import { editorOf, moved, shown, tiersIn, topicsIn, wholeNumber } from './settingEditors'

test('each key has its own editor; one that is new to this page is text', () => {
  expect(['tiers', 'topics', 'session_days', 'hotline', 'later'].map(editorOf)).toEqual(['tiers', 'topics', 'number', 'text', 'text'])
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

  expect(moved(topics, 1, -1).map((one) => one.code)).toEqual(['market', 'labour'])
  expect(moved(topics, 0, -1)).toEqual(topics)
  expect(shown('topics', topics)).toBe('用工、市场')
})
