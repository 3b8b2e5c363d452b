import { expect, test } from 'vitest'

import { stripOf, type SyncState } from './strip'

const at = (time: string): Date => new Date(`2026-11-23T${time}:00`)
const calm: SyncState = {
  signedOut: false,
  spaceLow: false,
  waiting: 0,
  sending: false,
  nextTryAt: null,
  offline: false,
  syncedAt: at('10:41'),
}

test('the six sentences of the strip stand word for word', () => {
  expect(stripOf(calm).text).toBe('已同步，10:41')
  expect(stripOf({ ...calm, waiting: 2, nextTryAt: at('10:36') })).toMatchObject({
    text: '2 条待上传，10:36 再试',
    action: 'send',
  })
  expect(stripOf({ ...calm, offline: true }).text).toBe('无网络，照常记，有网自动发')
  expect(stripOf({ ...calm, offline: true }, { asOf: at('10:32') }).text).toBe('离线，截至 10:32')
  expect(stripOf({ ...calm, signedOut: true, waiting: 2 })).toMatchObject({
    text: '请重新登录，2 条都还在',
    action: 'sign-in',
  })
  expect(stripOf({ ...calm, spaceLow: true })).toMatchObject({
    text: '手机空间快满，先上传再拍',
    action: 'show-waiting',
  })
})

test('the most urgent fact is shown alone', () => {
  const everything = { ...calm, signedOut: true, spaceLow: true, waiting: 2, offline: true }

  expect(stripOf(everything).action).toBe('sign-in')
  expect(stripOf({ ...everything, signedOut: false }).action).toBe('show-waiting')
  expect(stripOf({ ...everything, signedOut: false, spaceLow: false }).action).toBe('send')
})

test('「已同步」 is never said before the server has answered', () => {
  expect(stripOf({ ...calm, syncedAt: null }).text).not.toContain('已同步')
})

test('an old list under a fault keeps its rows and says their time', () => {
  expect(stripOf(calm, { failed: true, asOf: at('10:32') }).text).toBe('离线，截至 10:32')
  expect(stripOf(calm, { failed: true }).text).toBe('没取到，服务器出错')
})

test('what the screen reader hears does not change each second', () => {
  const three = stripOf(calm, { fetchingSeconds: 3 })
  const four = stripOf(calm, { fetchingSeconds: 4 })

  expect(three.text).not.toBe(four.text)
  expect(three.said).toBe(four.said)
})
