import { expect, it } from 'vitest'

import { adopt, blankFault, evidenceOf, faultsOf, isBlankFault, reportIssueOf, type FaultDraft } from './draft'

const written: FaultDraft = { ...blankFault('a1'), description: ' 窗口说系统坏了，让明天再来。 ', environment: 'GOVERNMENT' }
const gaps = (draft: FaultDraft): string[] => faultsOf(draft, false).map(({ step, word }) => `${step}:${word}`)

it('needs words, a voice or a photo, and what it is about; never a place', () => {
  expect(gaps(blankFault('a1'))).toEqual(['1:gapWords', '1:gapEnvironment'])
  expect(gaps(written)).toEqual([])
  expect(gaps({ ...written, description: '', voiceId: 'v1' })).toEqual([])
  expect(gaps({ ...written, description: '', photoIds: ['p1'] })).toEqual([])
  expect(gaps({ ...written, description: '坏' })).toEqual(['1:gapShort'])
  expect(gaps({ ...written, description: '坏'.repeat(1001), placeText: '厅'.repeat(101) })).toEqual(['1:gapLong', '2:gapPlaceLong'])
  expect(faultsOf(written, true)).toMatchObject([{ step: 3, at: 'photos' }])
})

it('is protected, and sends photos and the voice before itself', () => {
  const draft = { ...written, photoIds: ['p1', 'p2'], voiceId: 'v1', placeText: ' 区政务大厅 2 楼 ' }
  expect(reportIssueOf(draft, 'other')).toMatchObject({
    source: 'FAULT_FINDING', protected: true, description: '窗口说系统坏了，让明天再来。', placeText: '区政务大厅 2 楼', voiceId: 'v1',
  })
  expect(evidenceOf(draft)).toEqual(['p1', 'p2', 'v1'])
})

it('takes in what was kept when the page was killed before noting it', () => {
  const draft = { ...written, photoIds: ['p1'] }
  adopt(draft, [{ id: 'p1', voice: false }, { id: 'p2', voice: false }, { id: 'v1', voice: true }])
  expect([draft.photoIds, draft.voiceId]).toEqual([['p1', 'p2'], 'v1'])
})

it('knows a draft in which nothing was written', () => {
  expect(isBlankFault(blankFault('a1'))).toBe(true)
  expect(isBlankFault(written)).toBe(false)
})
