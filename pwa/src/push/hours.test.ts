import { expect, test } from 'vitest'

import { digestWords, quietTrouble, quietWords } from './hours'
import { rowOf, type Standing } from './rowOf'

test('times in words', () => {
  expect(digestWords(['08:30', '17:30'])).toBe('工作日 08:30、17:30')
  expect(digestWords([])).toBe('不送，进展在收件箱里看')
  expect(quietWords('19:00', '08:00')).toBe('19:00 至次日 08:00')
  expect(quietWords('12:00', '14:00')).toBe('12:00 至 14:00')
  expect(quietWords(null, null)).toBe('没有设')
})

test('half a span, or none, is no quiet time', () => {
  expect(quietTrouble('19:00', '08:00')).toBe('')
  for (const [from, until] of [['', '08:00'], ['19:00', ''], ['08:00', '08:00']] as const) {
    expect(quietTrouble(from, until)).toContain('两个时间都要写')
  }
})

const READY: Standing = { unable: null, enabled: true, reason: '', bell: { healthy: true, lastAckAt: null } }

test.each<[string, Partial<Standing>, object]>([
  ['rings', {}, { says: 'on', button: 'test' }],
  ['is off', { bell: null }, { says: 'off', button: 'turn on' }],
  ['does not answer', { bell: { healthy: false, lastAckAt: null } }, { says: 'silent', button: 'turn on again' }],
  ['was not heard of for want of a network', { enabled: null, bell: null }, { says: 'unknown', button: null }],
  ['meets a server without keys', { enabled: false, reason: '还没有密钥' }, { says: 'server', reason: '还没有密钥', button: null }],
  ['cannot, whatever else holds', { unable: 'plain', enabled: false }, { says: 'unable', why: 'plain', button: null }],
])('a phone that %s says so, with the one button for it', (_, change, row) => {
  expect(rowOf({ ...READY, ...change })).toEqual(row)
})
