import { expect, it } from 'vitest'

import { adopt, atEnterprise, blankProblem, blankVisit, everyoneMet, isBlankVisit, ownPhotos, type VisitDraft } from './draft'
import { faultsOf } from './faults'
import { again, draftFrom, type SentVisit } from './fromVisit'
import { amendVisitOf, anyTopicOf, logVisitOf } from './letter'
import { amendedBy, amendPath, draftKey, draftPath } from './paths'
import { phrasesIn } from './phrases'
import { t } from './words'

const NOON = new Date('2026-11-24T04:00:00Z')
const known = { paired: true, now: NOON }

function visit(change: Partial<VisitDraft> = {}): VisitDraft {
  return { ...blankVisit('v-1', { id: 'e-1', name: '栗岸食品加工厂' }, NOON), ...change }
}

const plainVisit = visit({ met: [{ contactId: 'c-1', name: '郑女士' }], discussed: '订单和生产情况' })
const solved = {
  ...blankProblem('p-1'),
  description: '不知道培训补贴到哪里报',
  solved: true,
  whatDone: '问清在 6 号窗口',
  confirmed: { contactId: 'c-1', name: '郑女士' },
}

it('a plain visit is an enterprise, a person met and a phrase', () => {
  expect(faultsOf(plainVisit, known)).toEqual([])
})

it('names each gap in the order of the page, in words that say what to do', () => {
  const faults = faultsOf(visit({ enterprise: null }), known)

  expect(faults.map(({ at }) => at)).toEqual(['enterprise', 'met', 'discussed'])
  expect(faults.map(({ word }) => t(word as 'gapMet'))).toEqual(['请选企业', '请选见到谁，或选电话、线上', '请写谈了什么，至少 2 个字'])
})

it('by phone nobody needs to be named, and photo and position are never asked for', () => {
  expect(faultsOf({ ...plainVisit, mode: 'PHONE', met: [] }, known)).toEqual([])
})

it('outside the pairings a reason is needed; for the frequency limit its absence stops nobody', () => {
  expect(faultsOf(plainVisit, { ...known, paired: false })).toEqual([{ at: 'visitReason', word: 'gapVisitReason' }])
  expect(faultsOf({ ...plainVisit, visitReason: '街道交办' }, { ...known, paired: false })).toEqual([])
  expect(faultsOf(plainVisit, { ...known, paired: null })).toEqual([]) // the phone does not know: the server says
})

it('a problem solved on the spot says how and by whose word; one to be reported does not', () => {
  const open = { ...solved, whatDone: '', confirmed: null }

  expect(faultsOf({ ...plainVisit, problems: [solved] }, known)).toEqual([])
  expect(faultsOf({ ...plainVisit, problems: [open] }, known).map(({ at }) => at)).toEqual(['p-1:whatDone', 'p-1:confirmed'])
  expect(faultsOf({ ...plainVisit, problems: [{ ...open, solved: false }] }, known)).toEqual([])
  expect(faultsOf({ ...plainVisit, problems: [{ ...open, solved: null }] }, known)).toEqual([{ at: 'p-1:solved', word: 'gapSolved' }])
})

it('a problem is words or a photo', () => {
  const shown = { ...blankProblem('p-1'), solved: false, photoIds: ['ph-1'] }

  expect(faultsOf({ ...plainVisit, problems: [shown] }, known)).toEqual([])
  expect(faultsOf({ ...plainVisit, problems: [{ ...shown, photoIds: [] }] }, known)[0]?.word).toBe('gapDescription')
})

it('too long a text stays and says by how much, an emoji being one character', () => {
  expect(faultsOf({ ...plainVisit, discussed: '🏭'.repeat(2003) }, known)).toEqual([{ at: 'discussed', word: 'gapLong', over: 3 }])
})

it('a time ahead of the clock and a photo that could not be taken are gaps too', () => {
  const ahead = { ...plainVisit, startedAt: '2026-11-24T05:00:00.000Z' }

  expect(faultsOf(ahead, { ...known, badPhotos: ['photos'] }).map(({ at }) => at)).toEqual(['time', 'photos'])
})

it('the letter says the draft exactly as the contract wants it', () => {
  const draft = visit({
    met: [{ contactId: 'c-1', name: '郑女士' }],
    othersOpen: true,
    others: '高师傅、老李 ',
    discussed: ' 围挡还在。 ',
    place: { latDeg: 33.7, lngDeg: 113.3, accuracyM: 12 },
    photoIds: ['ph-1'],
    problems: [solved, { ...blankProblem('p-2'), topic: 'traffic', description: '围挡', solved: false, photoIds: ['ph-2'] }],
  })

  expect(logVisitOf(draft, 'other')).toEqual({
    id: 'v-1',
    content: {
      enterpriseId: 'e-1',
      startedAt: '2026-11-24T04:00:00.000Z',
      mode: 'FACE',
      trigger: 'OWN_INITIATIVE',
      met: [
        { contactId: 'c-1', name: '郑女士' },
        { contactId: null, name: '高师傅' },
        { contactId: null, name: '老李' },
      ],
      discussed: '围挡还在。',
      needs: '',
      visitReason: '',
      limitReason: '',
      place: { latDeg: 33.7, lngDeg: 113.3, accuracyM: 12 },
      photoIds: ['ph-1'],
    },
    problems: [
      {
        id: 'p-1',
        topic: 'other',
        description: '不知道培训补贴到哪里报',
        solved: { whatDone: '问清在 6 号窗口', confirmedBy: { contactId: 'c-1', name: '郑女士' } },
        photoIds: [],
      },
      { id: 'p-2', topic: 'traffic', description: '围挡', solved: null, photoIds: ['ph-2'] },
    ],
  })
  expect(anyTopicOf([{ code: 'policy' }, { code: 'other' }, { code: 'x' }])).toBe('other')
})

it('who confirmed is not sent when the problem turned out to be unsolved', () => {
  const turned = visit({ problems: [{ ...solved, solved: false }] })

  expect(logVisitOf(turned, 'other').problems![0]!.solved).toBeNull()
})

it('another enterprise takes its contacts away and leaves the words', () => {
  const draft = structuredClone({ ...plainVisit, others: '老李', problems: [solved] })
  atEnterprise(draft, { id: 'e-2', name: '天润机械' })

  expect(draft).toMatchObject({ enterprise: { id: 'e-2' }, met: [], others: '老李', discussed: '订单和生产情况' })
  expect(draft.problems[0]).toMatchObject({ confirmed: null, whatDone: '问清在 6 号窗口' })
})

it('names typed under 其他人 count only while it is chosen', () => {
  expect(everyoneMet(visit({ others: '老李' }))).toEqual([])
})

it('a form that was only opened is blank; one word makes it a draft', () => {
  expect(isBlankVisit(visit())).toBe(true)
  expect(isBlankVisit(visit({ needs: '夜里能让货车进厂' }))).toBe(false)
})

it('a photo kept just before the page was killed joins the visit', () => {
  const draft = visit({ photoIds: ['a'], problems: [{ ...blankProblem('p-1'), photoIds: ['b'] }] })
  adopt(draft, ['a', 'b', 'c'])

  expect(draft.photoIds).toEqual(['a', 'c'])
})

const sent = {
  id: 'v-1',
  version: 4,
  state: 'RETURNED',
  enterprise: { id: 'e-1', name: '栗岸食品加工厂' },
  latest: {
    number: 2,
    startedAt: '2026-11-20T02:00:00Z',
    mode: 'FACE',
    trigger: 'FOLLOW_UP',
    discussed: '围挡还在',
    needs: '',
    visitReason: '',
    limitReason: '',
    met: [
      { contactId: 'c-1', name: '郑女士' },
      { contactId: null, name: '老李' },
    ],
  },
  place: null,
  photos: [{ id: 'ph-1' }, { id: 'ph-2' }],
  issues: [{ id: 'p-1', title: '围挡', number: 'WD-2026-0107' }],
  reviews: [
    { revision: 1, verdict: 'RETURNED', reason: '缺照片' },
    { revision: 2, verdict: 'RETURNED', reason: '请写明时间' },
  ],
} as unknown as SentVisit

it('an amendment starts from everything the server has, and sends the photos that stay by their ids', () => {
  const draft = draftFrom(sent)
  draft.photoIds = ['ph-2', 'ph-new']

  expect(draft.amends).toMatchObject({ version: 4, returnedFor: '请写明时间' })
  expect(draft).toMatchObject({ othersOpen: true, others: '老李', problems: [] })
  expect(ownPhotos(draft)).toEqual(['ph-new']) // the others are there already
  expect(amendVisitOf(draft, 'other', 'cmd-1')).toMatchObject({
    commandId: 'cmd-1',
    visitId: 'v-1',
    expectedVersion: 4,
    content: { discussed: '围挡还在', photoIds: ['ph-2', 'ph-new'] },
    problems: [],
  })
})

it('words written on an old version go onto the present one; a problem that arrived meanwhile is not sent twice', () => {
  const mine = { ...draftFrom({ ...sent, version: 3 }), discussed: '围挡已移开', problems: [solved] }
  const next = again(mine, sent)

  expect(next).toMatchObject({ discussed: '围挡已移开', amends: { version: 4 }, problems: [] })
})

it('where the office corrected the enterprise meanwhile, the words follow it, and whoever was met stays by name', () => {
  const wrong = { ...sent, version: 3, enterprise: { ...sent.enterprise, id: 'e-wrong', name: '选错的' } }
  const mine = { ...draftFrom(wrong), met: [{ contactId: 'c-1', name: '周敏' }] }

  expect(again(mine, sent)).toMatchObject({ enterprise: { id: sent.enterprise.id }, met: [], others: '周敏、老李' })
})

it('paths and keys lead to each other', () => {
  expect(draftPath(draftKey('v-1'))).toBe('/visits/draft/v-1')
  expect(amendPath('v-1')).toBe('/visits/draft/v-1%3Aamend')
  expect([amendedBy('v-1:amend', undefined), amendedBy('v-1', 'amend'), amendedBy('v-1', undefined)]).toEqual(['v-1', 'v-1', null])
  expect(draftPath('fault:v-1')).toBeNull()
})

it('own phrases are short sentences, each once', () => {
  expect(phrasesIn('订单和生产情况。用工情况；订单和生产情况\n好。这一句话很长很长很长很长很长很长很长很长很长很长很长，不算常用语。没写完…')).toEqual([
    '订单和生产情况',
    '用工情况',
  ])
})
