import { expect, test } from 'vitest'

import { freshPhone, letter, NOON, outboxIds, photo, ZHOU } from './test/clerk'
import { nextOf } from './letter'
import { exportLetters, importLetters, type Imported } from './transfer'

import { sha256Of } from '@/camera/hash'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import { photoOf } from '@/db/photos'

async function fileOf(): Promise<string> {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256).buffer
  const letters = [letter(1, { photoIds: ['a'] }), letter(2)]
  const sealed = photo('a', { bytes, sha256: await sha256Of(bytes), stored: true })
  const phone = await freshPhone(letters, [sealed, photo('unsealed')])
  return (await exportLetters(phone, ZHOU, NOON)).text()
}

interface Written {
  v: number
  letters: Record<string, unknown>[]
  photos: { base64?: string; sha256: string }[]
}

/** The file after something has happened to it. */
async function changedFile(change: (file: Written) => void): Promise<string> {
  const file = JSON.parse(await fileOf()) as Written
  change(file)
  return JSON.stringify(file)
}

async function everything(phone: Phone): Promise<unknown> {
  return phone.run(async (db) => [await db.getAll('outbox'), await db.getAllKeys('photos')])
}

test('letters and their photos arrive on another phone of the same person, byte for byte, once', async () => {
  const text = await fileOf()
  const other = await freshPhone([letter(2)])

  expect(await importLetters(other, ZHOU, text)).toEqual({ kind: 'taken', taken: 1, alreadyHere: 1 })
  const before = await everything(other)
  expect(await importLetters(other, ZHOU, text)).toEqual({ kind: 'taken', taken: 0, alreadyHere: 2 })
  expect(await everything(other)).toEqual(before)

  expect(await outboxIds(other)).toEqual(['1', '2'])
  const arrived = await photoOf(other, 'a')
  expect(arrived).toMatchObject({ stored: false })
  expect([...new Uint8Array(arrived!.bytes).slice(-3)]).toEqual([109, 110, 111])
  expect(await photoOf(other, 'unsealed')).toBeUndefined()
})

test('what the other phone tried in vain is tried here at once', async () => {
  const waiting = letter(1, { attempts: 7, faults: 5, incident: 'F-1', dueAt: '2026-11-24T04:07:00.000Z' })
  const sent = await (await exportLetters(await freshPhone([waiting]), ZHOU, NOON)).text()
  const other = await freshPhone()
  await importLetters(other, ZHOU, sent)

  const [here] = await other.run((db) => db.getAll('outbox'))
  expect(nextOf([here as Letter], NOON, new Set(), false)).toMatchObject({ id: '1', attempts: 0, faults: 0, incident: '' })
})

test('only whose letters they are may take them in', async () => {
  const other = await freshPhone()

  expect(await importLetters(other, 'p-gao', await fileOf())).toEqual({ kind: 'another-person' })
  expect(await outboxIds(other)).toEqual([])
})

test.each(['', '{"format":"baoliantong-le', '[]', '{"format":"other"}'])('%s is no file of letters', async (text) => {
  expect(await importLetters(await freshPhone(), ZHOU, text)).toEqual({ kind: 'not-letters' })
})

test.each<[string, (file: Written) => void, Imported]>([
  ['a letter without its content', ({ letters }) => (letters[1]!.variables = null), { kind: 'bad-letter', at: 2 }],
  ['a letter that is none', ({ letters }) => letters.splice(0, 1, 'x' as never), { kind: 'bad-letter', at: 1 }],
  ['a photo that ends in the middle', ({ photos }) => (photos[0]!.base64 = photos[0]!.base64!.slice(0, 40_000)), { kind: 'bad-photo' }],
  ['a photo that is no base64', ({ photos }) => (photos[0]!.base64 = '%%%'), { kind: 'bad-photo' }],
  ['a photo without its bytes', ({ photos }) => delete photos[0]!.base64, { kind: 'bad-photo' }],
  ["a letter of somebody else's among them", ({ letters }) => (letters[1]!.personId = 'p-gao'), { kind: 'another-person' }],
  ['a later form of the file', (file) => (file.v = 2), { kind: 'newer' }],
  ['a later form of a letter', ({ letters }) => (letters[1]!.v = 99), { kind: 'newer' }],
])('%s: nothing of the file is taken in', async (_, change, answer) => {
  const other = await freshPhone([letter(7)])
  const before = await everything(other)

  expect(await importLetters(other, ZHOU, await changedFile(change))).toEqual(answer)

  expect(await everything(other)).toEqual(before)
})

test('a letter that stands twice in the file arrives once, after those that were here', async () => {
  const other = await freshPhone([letter(7)])

  expect(await importLetters(other, ZHOU, await changedFile(({ letters }) => letters.push(letters[0]!)))).toMatchObject({ taken: 2 })

  const orders = await other.run(async (db) => (await db.getAll('outbox')).map(({ id, order }) => [id, order]))
  expect(orders).toEqual([['1', 8], ['2', 9], ['7', 7]])
})

test('all together are those that can be read; an unreadable letter can be exported as it is', async () => {
  const phone = await freshPhone([letter(1)])
  await phone.run((db) => db.put('outbox', { id: 'odd', words: '谈了用电' } as never))
  const all = JSON.parse(await (await exportLetters(phone, ZHOU, NOON)).text()) as Written
  expect(all.letters).toEqual([letter(1)])

  const file = JSON.parse(await (await exportLetters(phone, ZHOU, NOON, ['odd'])).text()) as { letters: unknown[] }

  expect(file.letters).toEqual([{ id: 'odd', words: '谈了用电' }])
})
