import { describe, expect, it } from 'vitest'

import { hintsIn, type Self } from './hint'

const zhao: Self = { name: '赵敏', phone: '13803750123', unit: '卫东区老干部服务中心' }
const kinds = (text: string): string[] => hintsIn(text, zhao).map(({ telling }) => telling)

describe('what gives the writer away', () => {
  it.each([
    ['窗口的人认得我，赵敏去过三回', ['name']],
    ['有事打 138 0375 0123', ['phone']],
    ['有事打 １３９０３７５０１２４', ['phone']], // typed in full width
    ['老干部服务中心的人都知道', ['unit']],
    ['我是开饭店的，上周来收过两次费', ['iAm']],
    ['我叫小赵', ['iAm']],
    ['我们公司去办照，让明天再来', ['iAm']],
    ['我在建设路开店，城管只查我一家', ['iAm']],
    ['我是赵敏，电话 13803750123', ['name', 'phone', 'iAm']],
  ])('finds it in %s', (text, found) => expect(kinds(text)).toEqual(found))

  it.each([
    '办营业执照，窗口说系统坏了，让明天再来。第二天又说材料不对。',
    '我是不是听错了，收费没有公示',
    '我想问一下，路边摊点罚款没给票据',
    '统一社会信用代码 914104033456789012 查不到',
    '',
  ])('finds nothing in %s', (text) => expect(kinds(text)).toEqual([]))

  it('quotes the words that tell', () => {
    expect(hintsIn('我是开饭店的，上周来收过两次费', zhao)[0]?.words).toBe('我是开饭店的')
  })

  it('does not look for what a person does not have', () => {
    expect(hintsIn('窗口让明天再来', { name: '', phone: '', unit: '' })).toEqual([])
  })
})
