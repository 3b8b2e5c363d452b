import { expect, test } from 'vitest'

import { history, lastReview, visitPairs, type Visit } from './content'

const NOW = new Date('2026-11-23T10:41:00')
const enterprise = { id: 'e', name: '麦垄面制品有限公司', region: { code: '410403001', name: '东街' } }
const latest: Visit['latest'] = {
  number: 2, startedAt: '2026-11-20T15:10:00', mode: 'FACE', trigger: 'OWN_INITIATIVE', met: [{ contactId: null, name: '李总' }],
  discussed: '谈了用电', needs: '', visitReason: '', limitReason: '',
  sealedAt: '2026-11-20T15:22:00', receivedAt: '2026-11-20T16:02:00',
}
const visit: Visit = {
  __typename: 'Visit', id: 'v', version: 2, state: 'RETURNED', late: true, allowed: ['AMEND'], enterprise,
  author: { id: 'p', name: '周予禾', unitName: '发改委', standInFor: null }, latest, place: null, photos: [], issues: [],
  revisions: [latest],
  reviews: [
    { revision: 1, verdict: 'RETURNED', reason: '旧的话', reviewerName: '梁', at: '2026-11-19T09:00:00' },
    { revision: 2, verdict: 'RETURNED', reason: '请补一张全景', reviewerName: '梁', at: '2026-11-23T09:40:00' },
  ],
  supplements: [], timeline: [],
}

test('what is empty is not named, the author reads no name of their own', () => {
  expect(visitPairs(visit, NOW, true).map(({ name }) => name)).toEqual(['企业', '时间', '起因', '见到谁', '谈了什么'])
  expect(visitPairs(visit, NOW, false)[1]).toEqual({ name: '走访人', words: '周予禾 · 发改委' })
})

test('the history is newest first and tells plainly what came late', () => {
  const lines = history(
    [
      { at: '2026-11-20T16:02:00', deviceAt: '2026-11-20T15:22:00', text: '报送走访记录', who: '周予禾' },
      { at: '2026-11-23T09:40:00', deviceAt: '2026-11-23T09:39:30', text: '退回补正：请补一张全景', who: '监督室' },
    ],
    NOW,
  )
  expect(lines.map(({ text, bad }) => [text, bad])).toEqual([['退回补正：请补一张全景', true], ['报送走访记录', false]])
  expect(lines[1]?.sub).toBe('周予禾 · 11 月 20 日 15:22 填写，离线，16:02 送达')
})

test('the words of the review are those about the present version', () => {
  expect(lastReview(visit)?.reason).toBe('请补一张全景')
  expect(lastReview({ ...visit, latest: { ...latest, number: 3 } })).toBeUndefined()
})
