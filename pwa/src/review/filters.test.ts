import { expect, test } from 'vitest'

import { conditions, filterOf, lookOf, queryOf, type Look } from './filters'

const ALL: Look = {
  region: '410403001',
  unitId: 'u',
  authorId: 'p',
  authorName: '张建国',
  enterpriseId: 'e',
  enterpriseName: '天润机械',
  from: '2026-11-01',
  to: '2026-11-24',
  withProblems: false,
  state: 'RETURNED',
  text: '用电',
}

test('a filter goes into the address and comes back the same', () => {
  expect(lookOf(queryOf(ALL))).toEqual(ALL)
  expect(lookOf(queryOf({ withProblems: true }))).toEqual({ withProblems: true })
  expect(queryOf({})).toEqual({})
})

test('what is no filter in an address is left out', () => {
  expect(lookOf({ state: 'LOST', from: 'gestern', withProblems: 'maybe', text: ' ', other: 'x', region: ['a', 'b'] })).toEqual({})
})

test('empty words do not get into the address', () => {
  expect(queryOf({ text: '  ', region: undefined, state: null })).toEqual({})
})

test('the server is asked without the names, and the search is no condition of the filter', () => {
  expect(filterOf(ALL)).not.toHaveProperty('authorName')
  expect(filterOf(ALL)).not.toHaveProperty('enterpriseName')
  expect(conditions(ALL)).toBe(8)
  expect(conditions({ text: '用电' })).toBe(0)
})
