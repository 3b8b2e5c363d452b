import { expect, test } from 'vitest'

import { chipsOf, issueRow, rowsOf, visitRow, type IssueRow, type VisitRow } from './rows'

const NOW = new Date('2026-11-23T10:41:00')
const enterprise = { id: 'e', name: '麦垄面制品', region: { code: '410403001', name: '东街' } }

function visit(id: string, change: Partial<VisitRow> = {}): VisitRow {
  return {
    id, version: 1, state: 'PENDING', startedAt: '2026-11-20T15:10:00', receivedAt: '2026-11-20T16:02:00', mode: 'FACE',
    excerpt: '谈了用电', issueCount: 0, wanted: null, enterprise,
    author: { id: 'p', name: '周予禾', unitName: '发改委', standInFor: null }, photos: [], ...change,
  }
}

function issue(id: string, change: Partial<IssueRow> = {}): IssueRow {
  return {
    id, version: 1, number: 'WD-2026-0112', state: 'SUBMITTED', source: 'VISIT', title: '变压器旁线路老化',
    reportedAt: '2026-11-20T15:22:00', wanted: null, topic: { code: 'power', name: '要素保障' }, enterprise, ...change,
  }
}

const none = new Set<string>()

test('visits and issues stand in one list, the newest first', () => {
  const mine = { visits: [visit('v1'), visit('v2', { startedAt: '2026-11-23T09:00:00' })], issues: [issue('i')] }
  expect(rowsOf(mine, NOW, none).map(({ id }) => id)).toEqual(['v2', 'i', 'v1'])
})

test('what is wanted is said in the office’s words, in red', () => {
  const row = visitRow(visit('v', { state: 'RETURNED', wanted: '请补充：线路在哪一段' }), NOW, none)
  expect(row).toMatchObject({ chip: 'fix', wanted: '请补充：线路在哪一段', state: { label: '退回补正', red: true } })
  expect(visitRow(visit('v', { state: 'RETURNED' }), NOW, none).wanted).toBe('请补正')
})

test('a returned one whose amendment waits on the phone asks nothing more', () => {
  const row = visitRow(visit('v', { state: 'RETURNED', wanted: '请补充' }), NOW, new Set(['v']))
  expect(row).toMatchObject({ chip: 'going', wanted: '' })
  expect(row.sub).toContain('已补正，还没送达')
})

test('an issue has its number, its enterprise and its state in words', () => {
  expect(issueRow(issue('i', { state: 'RESPONDED' }), NOW)).toMatchObject({
    number: 'WD-2026-0112', sub: '麦垄面制品 · 11 月 20 日上报', state: { label: '待回访', red: false }, chip: 'going',
  })
})

test('chips count what is to be done and what goes on', () => {
  const rows = rowsOf({ visits: [visit('a', { state: 'RETURNED' }), visit('b')], issues: [issue('i', { state: 'CLOSED' })] }, NOW, none)
  expect(chipsOf(rows).map(({ label }) => label)).toEqual(['全部', '要我补正 1', '办理中 1', '已办结'])
})
