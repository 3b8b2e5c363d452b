import { expect, test } from 'vitest'

import { bytesWords, faultWords, grouped, ownWords, progressWords, remedyOf, writtenWords } from './letterView'

import type { Letter, Refusal } from '@/db/letter'
import { letter, NOON } from '@/outbox/test/clerk'

const told = (code: string): Refusal => ({ code, message: '', remedy: 'FIX', field: null, facts: {} })
const say = (one: Letter, letters: Letter[] = [one], delivered = 0): string[] =>
  progressWords(one, { letters, delivered, now: NOON })

test('returned ones stand apart, in the order they were written', () => {
  const back = letter(2, { state: 'refused' })
  expect(grouped([letter(1), back, letter(3)])).toEqual({ refused: [back], going: [letter(1), letter(3)] })
})

test('photos are counted, the text goes last', () => {
  const one = letter(1, { photoIds: ['a', 'b', 'c'] })
  expect(say(one, [one], 1)).toEqual(['照片送达 1/3，文字最后送'])
  expect(say(one, [one], 3)).toEqual(['照片 3 张都已送达，正在送文字'])
  expect(writtenWords(one, NOON)).toMatch(/照片 3 张都在$/)
})

test('a failed try says when the next one comes', () => {
  const [photos, next] = say(letter(1, { attempts: 2, dueAt: '2026-11-24T04:10:00.000Z' }))
  expect(photos).toBe('没有照片')
  expect(next).toMatch(/^第 2 次没送到，\d\d:10 再试$/)
})

test('a held letter says until when it can be taken back, one behind a returned one why it waits', () => {
  expect(say(letter(1, { holdUntil: '2026-11-24T04:00:10.000Z' }))[0]).toContain('之前可以撤销')
  const back = letter(1, { state: 'refused' })
  const behind = letter(2, { subjectId: '1' })
  expect(say(behind, [back, behind])).toEqual(['前面一条改好后再送'])
})

test('the number of the fault is told from the fifth on', () => {
  expect(faultWords(letter(1, { faults: 4, incident: '3fa9' }))).toBe('')
  expect(faultWords(letter(1, { faults: 5, incident: '3fa9' }))).toContain('3fa9')
})

test('each refusal has the one thing that helps', () => {
  const back = { state: 'refused', draft: { key: 'visit:1', value: {} } } as const
  expect(remedyOf(letter(1, { ...back, refusal: told('from_the_future') }))).toBe('correct')
  expect(remedyOf(letter(1, { ...back, refusal: told('photo_kind'), badPhotoId: 'a' }))).toBe('without-photo')
  expect(remedyOf(letter(1, { ...back, refusal: told('stale') }))).toBe('conflict')
  expect(remedyOf(letter(1, { ...back, refusal: told('id_reused') }))).toBe('delivered')
  expect(remedyOf(letter(1, { ...back, refusal: told('grant_not_in_force') }))).toBe('as-now')
  expect(remedyOf(letter(1, { state: 'refused', refusal: told('bad_input') }))).toBe('again')
})

test('the person’s own words are found whatever the letter is', () => {
  const visit = letter(1, { variables: { input: { content: { discussed: ' 谈了用电 ', needs: '' } } } })
  expect(ownWords(visit)).toEqual([{ label: '谈了什么', text: '谈了用电' }])
  expect(ownWords(letter(1, { variables: { input: { text: '补一句' } } }))[0]?.text).toBe('补一句')
})

test('sizes are round', () => {
  expect([bytesWords(300), bytesWords(12_400_000), bytesWords(1_440_000_000)]).toEqual(['1 KB', '12 MB', '1.4 GB'])
})
