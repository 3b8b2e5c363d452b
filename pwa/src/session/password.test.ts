import { expect, test } from 'vitest'

import { insideOnly } from './next'
import { passwordRules } from './password'

const own = { name: '周予禾', phone: '10000000012' }
const met = (password: string): string[] =>
  passwordRules(password, own)
    .filter((rule) => rule.met)
    .map((rule) => rule.key)

test('length and not being guessable count, kinds of characters do not', () => {
  expect(met('lvshu-4tang')).toEqual(['long', 'notYours', 'notCommon'])
  expect(met('绿树四堂春风十里不如')).toEqual(['long', 'notYours', 'notCommon'])
  expect(met('short')).toEqual(['notYours', 'notCommon'])
  expect(met('周予禾的密码有十位长')).toEqual(['long', 'notCommon'])
  expect(met('hello-000012')).toEqual(['long', 'notCommon'])
  expect(met('1234567890a')).toEqual(['long', 'notYours'])
  expect(met('aaaaaaaaaaaa')).toEqual(['long', 'notYours'])
  expect(met('')).toEqual([])
})

test('after signing in one goes only to a page of this app', () => {
  expect(insideOnly('/reports/visit/1')).toBe('/reports/visit/1')
  for (const foreign of ['//example.com', '/\\example.com', 'https://example.com', undefined, ['x']]) {
    expect(insideOnly(foreign)).toBe('/')
  }
})
