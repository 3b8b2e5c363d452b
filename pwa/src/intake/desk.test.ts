import { expect, test } from 'vitest'

import { blankDesk, codeOf, gapOf, inputOf } from './desk'

const RANDOM = new Uint8Array([0xff, 0, 0xff, 0, 0xff])
const draft = { ...blankDesk('d', RANDOM), words: ' 门口的窨井盖坏了。 ' }

test('a code has eight characters without 0 O 1 I, and says all forty bits', () => {
  expect(codeOf(RANDOM)).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/)
  expect(codeOf(new Uint8Array([0, 0, 0, 0, 1]))).toBe('2222-2223')
  expect(codeOf(new Uint8Array([255, 255, 255, 255, 255]))).toBe('ZZZZ-ZZZZ')
})

test('words or a photo are needed, and no broken photo', () => {
  expect(gapOf({ ...draft, words: '坏' }, false)).toBe('gapWords')
  expect(gapOf({ ...draft, words: '', photoIds: ['p'] }, false)).toBeNull()
  expect(gapOf(draft, true)).toBe('gapPhoto')
  expect(gapOf(draft, false)).toBeNull()
})

test('what is sent has the code that was handed out', () => {
  expect(inputOf(draft)).toMatchObject({ id: 'd', code: draft.code, words: '门口的窨井盖坏了。', enterpriseId: null })
})
