import { expect, test } from 'vitest'

import { kindOf, mattersOf, sinceOf, triedOf, type Alert } from './alerts'

import { workingDaysOf } from '@/due/days'

const days = workingDaysOf({ version: 1, knownUntil: '2026-12-31', daysOff: [], makeUpDays: [] })
const NOW = new Date('2026-11-23T04:00:00Z') // a Monday
const issue = { id: 'one', number: 'WD-2026-0012', state: 'ASSIGNED' as const, title: '路灯不亮', leadUnit: null }
const alert = (given: Partial<Alert> = {}): Alert => ({
  id: 'a', who: '梁以砚', phone: '', kind: 'ASSIGNED', title: '', toldAt: '2026-11-18T04:00:00Z', listedAt: null, nextSteps: [], rungs: [], issue, ...given,
})
const rung = (given: Partial<Alert['rungs'][number]>): Alert['rungs'][number] => ({
  channel: 'PUSH', state: 'SENT', dueAt: null, sentAt: '2026-11-18T04:00:00Z', ackedAt: null, ...given,
})

test('the alerts of one issue stand together, in the order of the first', () => {
  const other = { ...issue, id: 'two' }
  const matters = mattersOf([alert({ id: 'a' }), alert({ id: 'b', issue: other }), alert({ id: 'c' })])

  expect(matters.map((one) => [one.issue.id, one.alerts.map(({ id }) => id)])).toEqual([['one', ['a', 'c']], ['two', ['b']]])
})

test('how long nobody reads it counts working days', () => {
  expect(sinceOf(alert(), days, NOW)).toContain('3 个工作日没看')
  expect(sinceOf(alert({ toldAt: '2026-11-23T01:00:00Z' }), days, NOW)).toContain('还没看')
  expect(sinceOf(alert(), null, NOW)).toContain('还没看')
})

test('what was tried is said with what became of it', () => {
  const rungs = [rung({}), rung({ channel: 'SMS', state: 'FAILED', sentAt: null }), rung({ channel: 'LEAD' }), rung({ channel: 'UNHEARD' })]

  expect(triedOf(alert({ rungs }), NOW)).toMatch(/^试过：推送 .*已发；短信 没发成；单位负责人 .*已告诉$/)
  expect(triedOf(alert(), NOW)).toContain('只进了收件箱')
  expect(kindOf(alert({ kind: 'NEWS' }))).toBe('提醒')
})
