import { expect, test } from 'vitest'

import { coveredByAll, grouped, isUnread, joined, pathOf, type Notice } from './notices'

const NOW = new Date('2026-11-23T10:41:00')

function notice(id: string, change: Partial<Notice> = {}): Notice {
  return {
    id, kind: 'APPROVED', urgent: false, subjectKind: 'visit', subjectId: 'v', title: '已通过', text: '',
    at: '2026-11-23T09:40:00', readAt: null, ...change,
  }
}

test('what the person has to do comes first, the rest by day', () => {
  const urgent = notice('u', { urgent: true, at: '2026-11-20T09:00:00' })
  const old = notice('c', { at: '2026-11-22T08:00:00' })
  expect(grouped([notice('a'), urgent, notice('b'), old], NOW)).toEqual({
    yours: [urgent],
    days: [{ name: '今天', items: [notice('a'), notice('b')] }, { name: '昨天', items: [old] }],
  })
})

test('全部已读 leaves out what is to be done and what was read', () => {
  const list = [notice('a'), notice('b', { urgent: true }), notice('c', { readAt: '2026-11-23T09:50:00' }), notice('d')]
  expect(coveredByAll(list, new Set(['d']))).toEqual(['a'])
  expect(isUnread(notice('d'), new Set(['d']))).toBe(false)
})

test('pages that overlap show a line once', () => {
  expect(joined([notice('a'), notice('b')], [notice('b'), notice('c')]).map(({ id }) => id)).toEqual(['a', 'b', 'c'])
})

test('a line opens the report of its author, and for the office the record', () => {
  expect(pathOf(notice('a'), 'LIAISON')).toBe('/reports/visit/v')
  expect(pathOf(notice('a', { kind: 'SUPPLEMENTED' }), 'SUPERVISOR')).toBe('/submissions/v')
  expect(pathOf(notice('a', { kind: 'TO_REVIEW' }), 'SUPERVISOR')).toBe('/review/v')
  expect(pathOf(notice('a', { subjectKind: 'issue' }), 'LIAISON')).toBe('/reports/issue/v')
  expect(pathOf(notice('a', { subjectKind: 'campaign' }), 'LIAISON')).toBeNull()
})
