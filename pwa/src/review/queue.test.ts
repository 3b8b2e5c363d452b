import { expect, test } from 'vitest'

import { afterDeciding, letIn, merge, neighbours, NOTHING_HELD, shownOf, type VisitLine } from './queue'

function line(id: string, change: Partial<VisitLine> = {}): VisitLine {
  return {
    id,
    version: 1,
    state: 'PENDING',
    startedAt: '2026-11-24T01:00:00Z',
    receivedAt: '2026-11-24T01:05:00Z',
    mode: 'FACE',
    enterprise: { id: `e-${id}`, name: `企业${id}`, region: { code: '410403001', name: '东安路街道' } },
    author: { id: 'p', name: '张建国', unitName: '区工信局', standInFor: null },
    excerpt: '用电增容',
    issueCount: 0,
    photos: [],
    wanted: null,
    ...change,
  }
}
const lines = (...ids: string[]): VisitLine[] => ids.map((id) => line(id))
const ids = (list: readonly { id: string }[]): string => list.map(({ id }) => id).join('')
const whole = (...given: string[]) => ({ items: lines(...given), after: null })

test('the first answer is the order; what comes later waits on top until it is asked for', () => {
  const first = merge(NOTHING_HELD, whole('a', 'b', 'c'), null)
  const later = merge(first, whole('a', 'b', 'c', 'd', 'e'), 'b')

  expect(ids(later.items)).toBe('abc')
  expect(ids(later.fresh)).toBe('de')
  expect(ids(letIn(later).items)).toBe('abcde')
  expect(letIn(later).fresh).toEqual([])
})

test('decided elsewhere leaves, but not the one being read; known rows are brought up to date in place', () => {
  const first = merge(NOTHING_HELD, whole('a', 'b', 'c'), null)
  const later = merge(first, { items: [line('c', { version: 2 })], after: null }, 'b')

  expect(ids(later.items)).toBe('bc')
  expect(later.items[1]!.version).toBe(2)
})

test('behind a queue that was cut off the rest comes in silently', () => {
  const first = merge(NOTHING_HELD, { items: lines('a', 'b'), after: 'x' }, null)
  const later = merge(first, whole('b', 'c'), null)

  expect(ids(later.items)).toBe('bc')
  expect(later.fresh).toEqual([])
})

test('decided rows are not shown; the search looks into enterprise, name and content', () => {
  const list = [line('a'), line('b', { excerpt: '招工' }), line('c')]

  expect(ids(shownOf(list, new Set(['a'])))).toBe('bc')
  expect(ids(shownOf(list, new Set(), '招工'))).toBe('b')
  expect(ids(shownOf(list, new Set(), ' 企业C '))).toBe('c')
  expect(shownOf(list, new Set(), '没有')).toEqual([])
})

test('n of N, and both neighbours', () => {
  const list = lines('a', 'b', 'c')

  expect(neighbours(list, 'b')).toEqual({ at: 2, prev: 'a', next: 'c' })
  expect(neighbours(list, 'a')).toEqual({ at: 1, prev: null, next: 'b' })
  expect(neighbours(list, 'z')).toEqual({ at: 0, prev: null, next: 'a' })
})

test('a decision moves on, at the end back, and at last nowhere', () => {
  expect(afterDeciding(lines('a', 'b', 'c'), 'b')).toBe('c')
  expect(afterDeciding(lines('a', 'b'), 'b')).toBe('a')
  expect(afterDeciding(lines('a'), 'a')).toBeNull()
})
