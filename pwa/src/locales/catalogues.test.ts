import { expect, test } from 'vitest'

import { fill, namesIn, speak, words } from './words'

type Area = Record<string, string>
const areas = import.meta.glob<{ default: Area }>('./*.zh.ts', { eager: true })
const english = import.meta.glob<{ default: Area }>('./*.en.ts', { eager: true })

test.each(Object.keys(areas))('%s says everything in both languages, with the same values', (path) => {
  const zh = areas[path]!.default
  const en = english[path.replace('.zh.', '.en.')]?.default

  expect(en && Object.keys(en).sort()).toEqual(Object.keys(zh).sort())
  for (const key of Object.keys(zh)) {
    expect(zh[key], key).not.toBe('')
    expect(namesIn(zh[key]!), key).toEqual(expect.arrayContaining(namesIn(en![key]!)))
  }
})

test.each(Object.keys(areas))('%s blames nobody and names no empty failure', (path) => {
  const all = Object.values(areas[path]!.default).join('\n')

  for (const banned of ['操作失败', '操作成功', '系统繁忙', '提交成功', '刚刚', '！']) expect(all).not.toContain(banned)
})

test.each(Object.keys(areas))('%s puts no mark of its own behind what a person wrote: they end their sentences themselves', (path) => {
  const joined = Object.values(areas[path]!.default).filter((words) => /\{(what|text|reason|words)\}[，。；、]/.test(words))

  expect(joined).toEqual([])
})

test('values are put in, English chooses its plural, a gap stays visible', () => {
  expect(fill('{n} 条待上传', { n: 2 })).toBe('2 条待上传')
  expect(fill('{n} {n|record|records}', { n: 1 })).toBe('1 record')
  expect(fill('{n} {n|record|records}', { n: 3 })).toBe('3 records')
  expect(fill('到 {day}', {})).toBe('到 {day}')
})

test('a change of language reaches words that were made before it', () => {
  const t = words({ hello: '您好' } as const, { hello: 'Hello' })

  speak('en')
  expect(t('hello')).toBe('Hello')
  expect(document.documentElement.lang).toBe('en')
  speak('zh')
  expect(t('hello')).toBe('您好')
})
