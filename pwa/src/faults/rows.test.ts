import { expect, it } from 'vitest'

import { inOrder, isOpen, standingOf, toldOf, type MyIssue } from './rows'

const NOW = new Date('2026-11-25T02:00:00Z')
const one: MyIssue = {
  id: 'a', version: 1, number: null, state: 'SUBMITTED', title: '办照窗口让人多跑一趟', reportedAt: '2026-11-24T02:00:00Z',
  progress: '监督室正在看', wanted: null, answer: null, decideBy: null, withdrawn: false, allowed: [], topic: 'other', enterpriseId: null,
}

it('asks of the author first, and keeps the order of the others', () => {
  const rate: MyIssue = { ...one, id: 'c', state: 'RESPONDED', allowed: ['call_back'] }
  const returned: MyIssue = { ...one, id: 'd', state: 'RETURNED', allowed: ['withdraw', 'resubmit'] }
  expect(inOrder([one, { ...one, id: 'b' }, rate, returned]).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b'])
})

it('has a tone only where something is asked', () => {
  expect(standingOf({ ...one, state: 'RESPONDED', allowed: ['call_back'] })).toMatchObject({ label: '请您评一评', tone: 'yellow' })
  expect(standingOf({ ...one, state: 'RETURNED' })).toMatchObject({ label: '请您补充', tone: 'red' })
  expect(standingOf({ ...one, state: 'REJECTED' })).toEqual({ label: '没有受理', icon: 'x' })
  expect(standingOf({ ...one, state: 'REJECTED', withdrawn: true })).toEqual({ label: '您撤回了', icon: 'undo' })
})

it('tells what is wanted before the answer, the answer before the progress, and by when it is decided', () => {
  const all: MyIssue = { ...one, wanted: '请写明哪个窗口', answer: '已改', decideBy: '2026-11-27T10:00:00Z' }
  expect(toldOf(all, NOW)).toBe('请写明哪个窗口')
  expect(toldOf({ ...all, wanted: null }, NOW)).toContain('前告诉您是否受理')
  expect(toldOf({ ...all, wanted: null, decideBy: null }, NOW)).toBe('已改')
  expect(toldOf(one, NOW)).toBe('监督室正在看')
})

it('is over when it was closed, rejected, merged or redirected', () => {
  expect((['RETURNED', 'RESPONDED', 'CLOSED', 'MERGED'] as const).map((state) => isOpen({ state }))).toEqual([true, true, false, false])
})
