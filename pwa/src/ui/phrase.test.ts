import { expect, test } from 'vitest'

import { lengthNote } from './length'
import { inserted } from './phrase'

test('a phrase goes in at the cursor with 「。」 and replaces nothing', () => {
  expect(inserted('', '用工情况', 0).text).toBe('用工情况')
  expect(inserted('订单正常', '用工情况', 4).text).toBe('订单正常。用工情况')
  expect(inserted('订单正常。', '用工情况', 5).text).toBe('订单正常。用工情况')
  expect(inserted('前后', '中', 1)).toEqual({ text: '前。中。后', cursor: 4 })
})

test('the counter speaks from 80 per cent and keeps what is too long', () => {
  expect(lengthNote('字'.repeat(239), 300)).toBeNull()
  expect(lengthNote('字'.repeat(240), 300)).toEqual({ words: '240 / 300 字', over: false })
  expect(lengthNote('字'.repeat(301), 300)?.over).toBe(true)
  expect(lengthNote('👍'.repeat(10), 10)).toEqual({ words: '10 / 10 字', over: false })
})
