import { expect, test } from 'vitest'

import { alertIn, inside, pathIn } from './message'

const SCOPE = 'https://blt.example/weidong/'
const NOTICE = `${SCOPE}n/6f0c1a52-9b1e-4a55-8f0d-2f1f5c6f0a11`
const WHOLE = {
  web_push: 8030,
  notification: { title: '您有1件新交办 WD-2026-0012', navigate: NOTICE, lang: 'zh-CN', tag: 'issue-12', data: { d: 'd-1' } },
  app_badge: '3',
}

test('a whole push says title, address, delivery and badge', () => {
  expect(alertIn(JSON.stringify(WHOLE), SCOPE)).toEqual({
    title: '您有1件新交办 WD-2026-0012', url: NOTICE, tag: 'issue-12', deliveryId: 'd-1', badge: 3,
  })
})

test.each([
  ['nothing', null],
  ['no JSON', '\u0000\u0001破'],
  ['a list', '[1]'],
  ['null', 'null'],
  ['another shape', '{"notification": "您好", "app_badge": -1}'],
  ['an empty title', '{"notification": {"title": "  ", "data": []}, "app_badge": "3.5"}'],
])('%s becomes a plain alert that opens the inbox', (_, text) => {
  expect(alertIn(text, SCOPE)).toEqual({ title: '您有新消息', url: `${SCOPE}inbox`, tag: '', deliveryId: '', badge: null })
})

test('a tap never leaves the app', () => {
  for (const foreign of ['https://evil.example/n/1', 'javascript:alert(1)', 'https://blt.example/other/n/1', 'http://[']) {
    expect(inside(foreign, SCOPE)).toBe(`${SCOPE}inbox`)
  }
  expect(inside('n/1', SCOPE)).toBe(`${SCOPE}n/1`)
})

test('the router knows addresses without the prefix', () => {
  expect(pathIn(NOTICE, SCOPE)).toBe('/n/6f0c1a52-9b1e-4a55-8f0d-2f1f5c6f0a11')
  expect(pathIn('https://evil.example/', SCOPE)).toBe('/inbox')
})
