import { expect, test } from 'vitest'

import { handedBack, isUntouched, NOTHING_SAID } from './again'

const facts = { kind: 'solved', kind_name: '已解决', amount_yuan: 2_000, enterprises: null, approximate: true }
const response = { command: 'respond', text: '拟好反馈，请负责人签发：已解决', words: '换了灯。', facts, photos: [{}, {}] }
const back = { command: 'return_draft', text: '反馈退回修改：哪几盏？', words: '', facts: {}, photos: [] }
const note = { command: 'note', text: '明天再去。', words: '', facts: {}, photos: [] }

test('what was handed back is there to be written again, with the reason', () => {
  expect(handedBack([note, back, note, response])).toEqual({
    why: '反馈退回修改：哪几盏？',
    photos: 2,
    said: { kind: 'SOLVED', whatDone: '换了灯。', amount: '2000', enterprises: '', approximate: true },
  })
})

test('from an older server without the kind it is chosen again', () => {
  expect(handedBack([back, { ...response, facts: {} }])).toMatchObject({ said: { kind: '', whatDone: '换了灯。', amount: '' } })
})

test('nothing begins from what waits, was sent again, or was rejected by the office', () => {
  expect(handedBack([])).toBeNull()
  expect(handedBack([response])).toBeNull()
  expect(handedBack([response, back, response])).toBeNull()
  expect(handedBack([{ ...back, command: 'reject_response' }, { ...back, command: 'sign' }, response])).toBeNull()
})

test('what somebody has begun is not written over', () => {
  const untouched = { ...NOTHING_SAID, photoIds: [] }
  expect(isUntouched(untouched)).toBe(true)
  expect(isUntouched({ ...untouched, whatDone: '换' })).toBe(false)
  expect(isUntouched({ ...untouched, photoIds: ['a'] })).toBe(false)
})
