import { expect, it } from 'vitest'

import { byStreet, counts, fits, grouped, isUnvisited } from './groups'
import { lastVisits } from './ownVisits'
import type { DirectoryRow } from './rows'

import type { Letter } from '@/db/letter'

const NOW = new Date('2026-11-23T10:41:00')
const HERE = { latDeg: 33.735, lngDeg: 113.33 }

function row(id: string, more: Partial<DirectoryRow> = {}): DirectoryRow {
  return {
    id, name: id, uscc: null, region: '410403001', protected: false, pinyin: id, initials: id[0]!, latDeg: null,
    lngDeg: null, lastVisitOn: '2026-11-20', visitsThisMonth: 0, openIssues: 0, code: id, ...more,
  }
}
const ids = (rows: readonly { row: DirectoryRow }[]): string[] => rows.map((one) => one.row.id)

it('ninety days are not yet too long, ninety-one are, never is', () => {
  expect(isUnvisited(row('a', { lastVisitOn: '2026-08-25' }), NOW)).toBe(false)
  expect(isUnvisited(row('a', { lastVisitOn: '2026-08-24' }), NOW)).toBe(true)
  expect(isUnvisited(row('a', { lastVisitOn: null }), NOW)).toBe(true)
})

it('the figures of the chips are those of the lists behind them', () => {
  const rows = [row('a', { openIssues: 2 }), row('b', { lastVisitOn: null }), row('c'), row('d', { openIssues: 1, lastVisitOn: null })]

  expect(counts(rows, NOW)).toEqual({ open: 2, unvisited: 2 })
  expect(rows.filter((one) => fits(one, 'open', NOW)).map((one) => one.id)).toEqual(['a', 'd'])
  expect(rows.filter((one) => fits(one, 'all', NOW))).toHaveLength(4)
})

it('nearest two, then own recent visits, then the rest by street; nobody twice', () => {
  const rows = [
    row('far', { latDeg: 33.8, lngDeg: 113.4 }),
    row('near', { latDeg: 33.7351, lngDeg: 113.33 }),
    row('nearer', { latDeg: 33.735, lngDeg: 113.33 }),
    row('visited', { region: '410403002' }),
    row('other', { region: '410403002' }),
    row('another'),
  ]
  const visits = new Map([['visited', new Date('2026-11-18T08:00:00Z')], ['near', new Date('2026-11-19T08:00:00Z')]])

  const groups = grouped(rows, HERE, visits)

  expect(ids(groups.nearest)).toEqual(['nearer', 'near'])
  expect(groups.nearest.map(({ metres }) => Math.round(metres))).toEqual([0, 11])
  expect(ids(groups.recent)).toEqual(['visited'])
  expect(groups.rest.map((one) => one.id)).toEqual(['another', 'far', 'other'])
})

it('without a position there is no group of the nearest', () => {
  expect(grouped([row('a', { latDeg: 33.7, lngDeg: 113.3 })], null, new Map())).toMatchObject({ nearest: [], rest: [{ id: 'a' }] })
})

it('streets stay together, names by pinyin within', () => {
  const rows = [row('b', { region: '2' }), row('c', { region: '1' }), row('a', { region: '2' })]
  expect(byStreet(rows).map((one) => one.id)).toEqual(['c', 'a', 'b'])
})

it('own visits come from reports and from letters that wait, the later one counts', () => {
  const visit = (id: string, startedAt: string): never => ({ enterprise: { id }, startedAt }) as never
  const letter = (operation: string, enterpriseId: string, startedAt: string): Letter =>
    ({ operation, variables: { input: { content: { enterpriseId, startedAt } } } }) as unknown as Letter

  const last = lastVisits(
    [visit('a', '2026-11-18T08:00:00Z'), visit('a', '2026-11-02T08:00:00Z')],
    [letter('LogVisit', 'a', '2026-11-23T01:00:00Z'), letter('LogVisit', 'b', '2026-11-01T01:00:00Z'), letter('AmendVisit', 'c', '2026-11-01T01:00:00Z')],
  )

  expect([...last].map(([id, at]) => [id, at.toISOString()])).toEqual([
    ['a', '2026-11-23T01:00:00.000Z'],
    ['b', '2026-11-01T01:00:00.000Z'],
  ])
})
