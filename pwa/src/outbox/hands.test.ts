import { expect, test } from 'vitest'

import { forget, letterOf } from './box'
import { resend, takeBack } from './hands'
import { freshPhone, letter, NOON, outboxIds } from './test/clerk'

import { draftOf } from '@/db/drafts'

test('a letter that is acknowledged while the person sends it again does not come back', async () => {
  const phone = await freshPhone([letter(1)])
  const [id] = await outboxIds(phone)
  const sent = (await letterOf(phone, id!))!

  const again = resend(phone, id!, NOON) // has read the letter when the acknowledgement comes
  await forget(phone, sent)
  await again

  expect(await outboxIds(phone)).toEqual([])
})

test('a decision that went while the person takes it back does not become a draft', async () => {
  const held = { holdUntil: '2026-11-24T04:00:10.000Z', draft: { key: 'return:v1', value: { reason: '缺照片' } } }
  const phone = await freshPhone([letter(1, held)])
  const [id] = await outboxIds(phone)
  const sent = (await letterOf(phone, id!))!

  const back = takeBack(phone, id!, NOON)
  await forget(phone, sent)

  expect(await back).toBe(false)
  expect(await draftOf(phone, 'return:v1')).toBeUndefined()
})
