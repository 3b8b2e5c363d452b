import { expect, test } from 'vitest'

import { behind, briefOf, COLUMNS, isPartial, wordsOf, type Column, type Figures } from './figures'

const figures = (given: Partial<Figures> = {}): Figures => ({
  inHand: 12, yellow: 0, red: 7, escalated: 2, longOverdue: 0, closed: 30, asked: 20, satisfied: 18, lookedBack: 6, recurred: 0, ...given,
})
const column = (name: Column['name']): Column => COLUMNS.find((one) => one.name === name)!

test('a rate has its denominator, and what is left out says so', () => {
  expect(wordsOf(column('red'), figures())).toBe('7')
  expect(wordsOf(column('satisfied'), figures())).toBe('18 / 20（90%）')
  expect(wordsOf(column('recurred'), figures())).toBe('0 / 6（0%）')
  expect(wordsOf(column('satisfied'), figures({ satisfied: null }))).toBe('不显示 / 20')
  expect(wordsOf(column('satisfied'), figures({ satisfied: null, asked: null }))).toBe('不显示')
  expect(wordsOf(column('recurred'), figures({ lookedBack: 0 }))).toBe('还没有')
  expect([isPartial(figures()), isPartial(figures({ asked: null }))]).toEqual([false, true])
})

test('the office opens the ledger behind a figure, a leader the list of what they were told of', () => {
  const of = { unitId: 'u' }
  expect(behind(column('red'), figures(), of, true)).toBe('/ledger?states=ASSIGNED%2CIN_PROGRESS%2CSUSPENDED&colours=red&unitId=u')
  expect(behind(column('satisfied'), figures(), 'total', true)).toBe('/ledger?states=CLOSED&satisfied=yes')
  expect(behind(column('recurred'), figures(), of, true)).toBe('/ledger?lookedBack=yes&unitId=u') // none came again: what was looked at
  expect(behind(column('closed'), figures(), 'onTheSpot', true)).toBe('/ledger?states=CLOSED&outcomes=on_the_spot')
  expect(behind(column('red'), figures(), of, false)).toBeNull()
  expect(behind(column('escalated'), figures(), of, false)).toBe('/overview/list?unit=u')
  expect(behind(column('longOverdue'), figures(), of, false)).toBeNull()
})

test('a row says only what there is', () => {
  expect(briefOf(figures())).toBe('在办 12 · 红 7 · 督办 2')
  expect(briefOf(figures({ inHand: null, red: null, escalated: 0 }))).toBe('在办不显示')
})
