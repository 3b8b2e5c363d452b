import { expect, it } from 'vitest'

import { daySpans, isReader, limitReached, spacedPhone } from './facts'
import type { Card } from './rows'
import { codeIn } from './scanning'
import { cameThisMonth, sameMonth, visitsOf } from './thisMonth'

const TODAY = new Date('2026-11-23T02:41:00Z')
const LAST_OF_NOVEMBER = new Date('2026-11-30T15:59:59Z') // 23:59 in China
const DECEMBER = new Date('2026-11-30T16:00:00Z')
const came = (limit: number, ...units: string[]): Card =>
  ({ visitsPerMonthLimit: limit, visitsThisMonth: units.map((unitName) => ({ on: '2026-11-18', unitName })) }) as unknown as Card

it('the reminder is due at the limit, never without one', () => {
  expect(limitReached(came(3, '区税务局', '东安路街道'), TODAY)).toBeNull()
  expect(limitReached(came(3, '区税务局', '东安路街道', '区市场监管局'), TODAY)).toEqual({ by: 'units', n: 3 })
  expect(limitReached(came(3, '区税务局', '区税务局', '区市场监管局'), TODAY)).toEqual({ by: 'visits', n: 3 })
  expect(limitReached(came(0, '区税务局'), TODAY)).toBeNull()
})

it('a copy of last month warns of nothing in this one, which begins at midnight in China', () => {
  const card = came(2, '区税务局', '东安路街道')

  expect(limitReached(card, LAST_OF_NOVEMBER)).toEqual({ by: 'units', n: 2 })
  expect(limitReached(card, DECEMBER)).toBeNull()
  expect(cameThisMonth(card.visitsThisMonth, DECEMBER)).toEqual([])
  expect([sameMonth(TODAY, LAST_OF_NOVEMBER), sameMonth(LAST_OF_NOVEMBER, DECEMBER)]).toEqual([true, false])
})

it('a row of the directory counts for the month of its last visit', () => {
  const visits = visitsOf({ visitsThisMonth: 2, lastVisitOn: '2026-11-18' })

  expect(cameThisMonth(visits, LAST_OF_NOVEMBER)).toHaveLength(2)
  expect(cameThisMonth(visits, DECEMBER)).toEqual([])
  expect(visitsOf({ visitsThisMonth: 0, lastVisitOn: null })).toEqual([])
})

it('quiet days in a row are one span, across the end of a month too', () => {
  expect(daySpans(['2026-12-01', '2026-11-30', '2026-11-29', '2026-12-05'])).toEqual([
    { from: '2026-11-29', to: '2026-12-01' },
    { from: '2026-12-05', to: '2026-12-05' },
  ])
  expect(daySpans([])).toEqual([])
})

it('telephones are parted for reading; what is none stays as it is', () => {
  expect(spacedPhone('10000000031')).toBe('100 0000 0031')
  expect(spacedPhone('0375-1234567')).toBe('0375-1234567')
})

it('the reader is known by telephone, or by name and unit where none is shown', () => {
  const me = { name: '周予禾', phone: '10000000001', unit: { name: '区工信局' } }
  const officer = { tier: 1, tierName: '区级', name: '周予禾', unitName: '区工信局', phone: '', standIn: null }
  expect(isReader(officer, me)).toBe(true)
  expect(isReader({ ...officer, unitName: '区税务局' }, me)).toBe(false)
  expect(isReader({ ...officer, phone: '10000000002' }, me)).toBe(false)
  expect(isReader(officer, undefined)).toBe(false)
})

it.each([
  ['https://blt.example/e/MSJJKCYL', 'MSJJKCYL'],
  ['http://localhost:8000/prefix/e/msjjkcyl?from=poster', 'MSJJKCYL'],
  [' msjjkcyl\n', 'MSJJKCYL'],
  ['https://elsewhere.example/x/MSJJKCYL', null],
  ['https://blt.example/?next=/e/MSJJKCYL', null],
  ['https://blt.example/e/MS-JJ', null],
  ['您好', null],
])('%s holds the code %s', (text, code) => expect(codeIn(text)).toBe(code))
