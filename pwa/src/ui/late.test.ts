import { expect, it } from 'vitest'

import { doneAt } from './late'

const NOW = new Date('2026-11-23T10:41:00')
const at = '2026-11-20T16:02:00'

it('ten minutes are the way, more is late and says so', () => {
  expect(doneAt({ at, deviceAt: null }, NOW)).toBe('11 月 20 日 16:02')
  expect(doneAt({ at, deviceAt: '2026-11-20T15:52:00' }, NOW)).toBe('11 月 20 日 16:02')
  expect(doneAt({ at, deviceAt: '2026-11-20T15:51:59' }, NOW)).toBe('11 月 20 日 15:51 填写，离线，16:02 送达')
  expect(doneAt({ at, deviceAt: '2026-11-19T18:00:00' }, NOW)).toBe('11 月 19 日 18:00 填写，离线，11 月 20 日 16:02 送达')
})
