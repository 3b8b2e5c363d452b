import { expect, test } from 'vitest'

import { freshPhone, letter, NOON, outboxIds, photo, ZHOU } from './test/clerk'
import { exportLetters, importLetters } from './transfer'

import { photoOf } from '@/db/photos'

async function fileOf(): Promise<string> {
  const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256).buffer
  const letters = [letter(1, { photoIds: ['a'] }), letter(2)]
  const phone = await freshPhone(letters, [photo('a', { bytes, stored: true }), photo('unsealed')])
  return (await exportLetters(phone, ZHOU, NOON)).text()
}

test('letters and their photos arrive on another phone of the same person, byte for byte, once', async () => {
  const text = await fileOf()
  const other = await freshPhone([letter(2)])

  expect(await importLetters(other, ZHOU, text)).toEqual({ kind: 'taken', taken: 1, alreadyHere: 1, unreadable: 0 })
  expect(await importLetters(other, ZHOU, text)).toMatchObject({ taken: 0, alreadyHere: 2 })

  expect(await outboxIds(other)).toEqual(['1', '2'])
  const arrived = await photoOf(other, 'a')
  expect(arrived).toMatchObject({ sha256: 'sha-a', stored: false })
  expect([...new Uint8Array(arrived!.bytes).slice(-3)]).toEqual([109, 110, 111])
  expect(await photoOf(other, 'unsealed')).toBeUndefined()
})

test('only whose letters they are may take them in', async () => {
  const other = await freshPhone()

  expect(await importLetters(other, 'p-gao', await fileOf())).toEqual({ kind: 'another-person' })
  expect(await outboxIds(other)).toEqual([])
})

test.each(['', '{"format":"baoliantong-le', '[]', '{"format":"other"}'])('%s is no file of letters', async (text) => {
  expect(await importLetters(await freshPhone(), ZHOU, text)).toEqual({ kind: 'not-letters' })
})

test('an unreadable letter can be exported as it is', async () => {
  const phone = await freshPhone()
  await phone.run((db) => db.put('outbox', { id: 'odd', words: '谈了用电' } as never))

  const file = JSON.parse(await (await exportLetters(phone, ZHOU, NOON, ['odd'])).text()) as { letters: unknown[] }

  expect(file.letters).toEqual([{ id: 'odd', words: '谈了用电' }])
})
