import { beforeAll, expect, test } from 'vitest'

import { refusalsReady, refusalWords } from './refusalWords'

beforeAll(refusalsReady)

test('a refusal is worded by its code and facts', () => {
  expect(refusalWords({ code: 'wrong_password', message: '备用', facts: { left: 3 } })).toBe(
    '手机号或密码不对，还可以试 3 次。',
  )
})

test('an unknown code, or one whose facts are missing, falls back to the server’s sentence', () => {
  expect(refusalWords({ code: 'made_next_year', message: '新的一句。', facts: {} })).toBe('新的一句。')
  expect(refusalWords({ code: 'wrong_password', message: '手机号或密码不对。', facts: {} })).toBe('手机号或密码不对。')
})
