import { expect, test } from 'vitest'

import { groupsOf, type TodoLine } from './todo'

const NOW = new Date('2026-11-23T10:41:00')

function line(id: string, change: Partial<TodoLine> = {}): TodoLine {
  return {
    id, version: 3, number: 'BL-2026-0107', state: 'IN_PROGRESS', title: '厂门口道路围挡', assignedAt: '2026-11-17T09:00:00',
    acknowledgeBy: null, notedAt: null, sentBack: 0, escalation: 0,
    due: { at: '2026-11-30T18:00:00', provisional: false, inputs: {}, colour: 'blue' }, ...change,
  } as TodoLine
}
const due = (at: string, colour = 'blue') => ({ at, provisional: false, inputs: {}, colour })

test('red first, then yellow, blue and what stands still; inside by date', () => {
  const lines = [
    line('stop', { state: 'SUSPENDED' }), line('late', { due: due('2026-12-02T18:00:00') }), line('blue'),
    line('red', { due: due('2026-11-20T18:00:00') }), line('yellow', { due: due('2026-11-24T18:00:00', 'yellow') }),
  ]
  const found = groupsOf(lines, [], null, NOW).map(({ word, rows }) => [word, rows.map(({ id }) => id)])
  expect(found).toEqual([['red', ['red']], ['yellow', ['yellow']], ['blue', ['blue', 'late']], ['stop', ['stop']]])
})

test('who has not signed for it is told until when, until the signature waits on the phone', () => {
  const assigned = line('a', { state: 'ASSIGNED', acknowledgeBy: '2026-11-24T18:00:00' })
  const signed = { operation: 'AcknowledgeIssue', variables: { input: {} }, state: 'waiting', order: 1, subjectId: 'a' } as const
  expect(groupsOf([assigned], [], null, NOW)[0]?.rows[0]?.urge).toBe('请先签收，明天下班前。')
  expect(groupsOf([assigned], [], null, new Date('2026-11-24T18:01:00'))[0]?.rows[0]?.urge).toBe('请马上签收，已过签收时间。')
  expect(groupsOf([assigned], [signed], null, NOW)[0]?.rows[0]).toMatchObject({ urge: '', waits: 1 })
})

test('the row says why it has that date', () => {
  expect(groupsOf([line('a')], [], null, NOW)[0]?.rows[0]?.why).toBe('11 月 17 日交办，11 月 30 日（周一）前办完')
  const red = line('a', { due: due('2026-11-19T18:00:00'), escalation: 1 })
  expect(groupsOf([red], [], null, NOW)[0]?.rows[0]?.why).toBe('应于 11 月 19 日（周四）办完。已转督办')
})

test('a draft waits for the lead, who reads that it is for them, until the signature waits on the phone', () => {
  const drafted = line('a', { drafted: true })
  const signed = { operation: 'SignResponse', variables: { input: {} }, state: 'waiting', order: 1, subjectId: 'a' } as const
  const urge = (leads: boolean, letters: (typeof signed)[] = []) => groupsOf([drafted], letters, null, NOW, leads)[0]?.rows[0]?.urge
  expect([urge(false), urge(true), urge(true, [signed])]).toEqual(['等负责人签发。', '待您签发。', ''])
})
