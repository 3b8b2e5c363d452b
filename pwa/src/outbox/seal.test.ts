import { expect, test } from 'vitest'

import { letterOf } from './box'
import { correct, discard, DraftInTheWay, resend, resendWithout, takeBack } from './hands'
import { PhotoGone, seal, type Deed } from './seal'
import { freshPhone, letter, NOON, outboxIds, photo, refused, ZHOU } from './test/clerk'

import { draftOf, keepDraft } from '@/db/drafts'
import type { Phone } from '@/db/open'
import { photoOf } from '@/db/photos'

const KEY = 'visit:v1'
const words = { discussed: '企业反映用电负荷不足', photoIds: ['a'] }

function visit(change: Partial<Deed<'LogVisit'>> = {}): Deed<'LogVisit'> {
  const content = {
    enterpriseId: 'e1', startedAt: NOON.toISOString(), mode: 'FACE', trigger: 'OWN_INITIATIVE', discussed: words.discussed, photoIds: ['a'],
  } as const
  return {
    operation: 'LogVisit',
    input: { id: 'v1', content: { ...content, photoIds: ['a'] }, problems: [{ id: 'q1', topic: 't', description: '', photoIds: ['b', 'a'] }] },
    subjectId: 'v1',
    personId: ZHOU,
    grantId: 'g',
    title: '走访 天润机械',
    photoIds: ['a', 'b'],
    draftKey: KEY,
    ...change,
  }
}

async function withDraft(): Promise<Phone> {
  const phone = await freshPhone([], [photo('a', { owner: KEY }), photo('b', { owner: KEY })])
  await keepDraft(phone, { key: KEY, value: words, savedAt: NOON.toISOString() })
  return phone
}

const reasonOf = (code: string) => {
  const unsent = refused(code, 'FIX')
  return unsent.kind === 'refused' ? unsent.refusal : null
}

test('sealing moves draft and photos into one letter', async () => {
  const phone = await withDraft()

  await seal(phone, visit(), NOON)

  expect(await letterOf(phone, 'v1')).toMatchObject({
    operation: 'LogVisit', subjectId: 'v1', order: 1, dueAt: NOON.toISOString(), photoIds: ['a', 'b'],
    variables: { input: { id: 'v1', sealedAt: NOON.toISOString() } },
    draft: { key: KEY, value: words },
  })
  expect(await draftOf(phone, KEY)).toBeUndefined()
  expect(await photoOf(phone, 'b')).toMatchObject({ letterId: 'v1' })
})

test('a letter that names a photo which is not here is not sealed, and nothing has changed', async () => {
  const phone = await withDraft()

  await expect(seal(phone, visit({ photoIds: ['a', 'gone'] }), NOON)).rejects.toThrow(PhotoGone)

  expect(await outboxIds(phone)).toEqual([])
  expect(await draftOf(phone, KEY)).toBeDefined()
  expect(await photoOf(phone, 'a')).toMatchObject({ letterId: '' })
})

test('a refused letter goes back to its draft, and sealed anew stands before what was written about it', async () => {
  const phone = await withDraft()
  const first = await seal(phone, visit(), NOON)
  await phone.run((db) => db.put('outbox', letter(7, { id: 'amend', subjectId: 'v1' })))
  await phone.run((db) => db.put('outbox', { ...first, state: 'refused', refusal: reasonOf('text_length') }))

  expect(await correct(phone, 'v1')).toBe(KEY)
  expect(await draftOf(phone, KEY)).toMatchObject({ value: words })
  expect(await photoOf(phone, 'a')).toMatchObject({ letterId: '' })

  const again = await seal(phone, visit(), NOON)
  expect(again.order).toBeLessThan(7)
})

test('correcting never overwrites a newer draft', async () => {
  const phone = await withDraft()
  const first = await seal(phone, visit(), NOON)
  await phone.run((db) => db.put('outbox', { ...first, state: 'refused' }))
  await keepDraft(phone, { key: KEY, value: { discussed: '新写的' }, savedAt: NOON.toISOString() })

  await expect(correct(phone, 'v1')).rejects.toThrow(DraftInTheWay)

  expect(await draftOf(phone, KEY)).toMatchObject({ value: { discussed: '新写的' } })
  expect(await outboxIds(phone)).toEqual(['v1'])
})

test('without the refused photo the letter goes again: out of every list, a record keeps its id', async () => {
  const phone = await withDraft()
  const first = await seal(phone, visit(), NOON)
  await phone.run((db) => db.put('outbox', { ...first, state: 'refused', badPhotoId: 'a' }))

  await resendWithout(phone, 'v1', 'a', NOON)

  expect(await letterOf(phone, 'v1')).toMatchObject({
    state: 'waiting', photoIds: ['b'], badPhotoId: '',
    variables: { input: { content: { photoIds: [] }, problems: [{ photoIds: ['b'] }] } },
    draft: { value: { photoIds: [] } },
  })
  expect(await photoOf(phone, 'a')).toBeUndefined()
  expect(await photoOf(phone, 'b')).toBeDefined()
})

test('a command about a record goes under a new id when its content changed', async () => {
  const input = { commandId: 'c1', visitId: 'v1', photoIds: ['a', 'b'] }
  const amend = letter(1, { id: 'c1', subjectId: 'v1', operation: 'SupplementVisit', variables: { input }, photoIds: ['a', 'b'], state: 'refused' })
  const phone = await freshPhone([amend], [photo('a'), photo('b')])

  await resendWithout(phone, 'c1', 'b', NOON)

  const [id] = await outboxIds(phone)
  expect(id).not.toBe('c1')
  expect(await letterOf(phone, id!)).toMatchObject({ subjectId: 'v1', variables: { input: { commandId: id, visitId: 'v1', photoIds: ['a'] } } })
  expect(await photoOf(phone, 'a')).toMatchObject({ letterId: id })
})

test('the same letter once more, in a role that is in force', async () => {
  const phone = await freshPhone([letter(1, { state: 'refused', refusal: reasonOf('grant_not_in_force') })])

  await resend(phone, '1', NOON, 'g-new')

  expect(await letterOf(phone, '1')).toMatchObject({ state: 'waiting', grantId: 'g-new', refusal: null })
})

test('a held letter can be taken back until its time has come', async () => {
  const phone = await withDraft()
  await seal(phone, visit({ holdMs: 10_000 }), NOON)

  expect(await takeBack(phone, 'v1', new Date(NOON.getTime() + 10_000))).toBe(false)
  expect(await takeBack(phone, 'v1', new Date(NOON.getTime() + 9_999))).toBe(true)

  expect(await outboxIds(phone)).toEqual([])
  expect(await draftOf(phone, KEY)).toMatchObject({ value: words })
})

test('what the person throws away is gone with its photos', async () => {
  const phone = await withDraft()
  await seal(phone, visit(), NOON)

  await discard(phone, 'v1')

  expect(await outboxIds(phone)).toEqual([])
  expect(await photoOf(phone, 'a')).toBeUndefined()
})
