import { expect, test } from 'vitest'

import { rungWords, type Rung } from './trace'

const NOW = new Date(2026, 10, 23, 12, 0)
const at = (day: number, hour: number) => new Date(2026, 10, day, hour, 41).toISOString()
const SENT: Rung = { channel: 'PUSH', state: 'SENT', dueAt: null, sentAt: at(23, 10), ackedAt: null, why: '' }

test('each rung says by what, what became of it, and when', () => {
  expect(rungWords(SENT, NOW)).toBe('推送：今天 10:41 发出，还没回音')
  expect(rungWords({ ...SENT, state: 'ACKED', ackedAt: at(23, 11) }, NOW)).toBe('推送：今天 11:41 手机已显示')
  expect(rungWords({ ...SENT, channel: 'SMS' }, NOW)).toBe('短信：今天 10:41')
  expect(rungWords({ ...SENT, channel: 'SMS', state: 'DUE', sentAt: null, dueAt: at(24, 10) }, NOW)).toBe('短信：到明天 10:41 还没看就发')
  expect(rungWords({ ...SENT, channel: 'LEAD', state: 'CANCELLED', sentAt: null }, NOW)).toBe('告诉单位负责人：不用了')
  expect(rungWords({ ...SENT, channel: 'LEAD', state: 'CANCELLED', sentAt: null, why: 'passed_on' }, NOW)).toBe('告诉单位负责人：不用了，已不归本人办')
  expect(rungWords({ ...SENT, channel: 'SMS', state: 'CANCELLED', sentAt: null, why: 'merged' }, NOW)).toBe('短信：不用了，这件已了结')
  expect(rungWords({ ...SENT, state: 'FAILED', sentAt: null }, NOW)).toBe('推送：没送到')
})
