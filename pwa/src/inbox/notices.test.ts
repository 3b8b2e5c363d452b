import { expect, test } from 'vitest'

import { coveredByAll, grouped, isUnread, joined, pathOf, readBySight, unreadGroups, type Group, type Notice } from './notices'

const NOW = new Date('2026-11-23T10:41:00')

function notice(id: string, change: Partial<Notice> = {}): Notice {
  return {
    id, kind: 'APPROVED', urgent: false, subjectKind: 'visit', subjectId: 'v', title: '已通过', text: '',
    at: '2026-11-23T09:40:00', readAt: null, ...change,
  }
}

const keys = (groups: Group[]): string[][] => groups.map(({ lines }) => lines.map(({ id }) => id))

test('what the person has to do comes first, the rest by day, one subject in one place', () => {
  const urgent = notice('u', { urgent: true, subjectId: 'w', at: '2026-11-20T09:00:00' })
  const old = notice('c', { subjectId: 'x', at: '2026-11-22T08:00:00' })
  const { yours, days } = grouped([notice('a'), urgent, notice('b'), old], NOW)
  expect(keys(yours)).toEqual([['u']])
  expect(days.map(({ name, groups }) => [name, keys(groups)])).toEqual([['今天', [['a', 'b']]], ['昨天', [['c']]]])
})

test('what is to be done leads its group and is seen whole, whatever came after it', () => {
  const news = notice('n', { at: '2026-11-23T10:00:00' })
  const first = notice('u', { urgent: true, at: '2026-11-20T09:00:00' })
  const second = notice('v', { urgent: true, at: '2026-11-21T09:00:00' })
  const [group] = grouped([news, second, first], NOW).yours
  expect([group?.lead.id, group?.also.map(({ id }) => id), group && readBySight(group)]).toEqual(['v', ['u'], ['n', 'v', 'u']])
})

test('once read and followed by news, it is no longer first', () => {
  const done = notice('u', { urgent: true, readAt: '2026-11-23T09:50:00' })
  expect(grouped([notice('n'), done], NOW).yours).toEqual([])
  expect(grouped([done], NOW).yours).toHaveLength(1)
})

test('the badge counts groups', () => {
  const list = [notice('a'), notice('b'), notice('c', { subjectId: 'w' }), notice('d', { subjectId: 'x', readAt: NOW.toISOString() })]
  expect(unreadGroups(list, new Set())).toBe(2)
  expect(unreadGroups(list, new Set(['a']))).toBe(2)
  expect(unreadGroups(list, new Set(['a', 'b']))).toBe(1)
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
  expect(pathOf(notice('a', { subjectKind: 'issue' }), 'LIAISON')).toBe('/issues/v')
  expect(pathOf(notice('a', { subjectKind: 'issue' }), 'SPECIAL_SUPERVISOR')).toBe('/faults/v')
  expect(pathOf(notice('a', { subjectKind: 'issue' }), 'LEADER')).toBe('/overview/list')
  expect(pathOf(notice('a', { subjectKind: 'campaign' }), 'LIAISON')).toBeNull()
})
