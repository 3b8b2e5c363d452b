import { expect, test } from 'vitest'

import { letterOf } from './box'
import { drain, type Outcome } from './drain'
import { onWord, type Word } from './tabs'
import { Clerk, fault, freshPhone, letter, NOON, outboxIds, photo, refused, ZHOU } from './test/clerk'

import { Offline } from '@/api/reach'
import type { Phone } from '@/db/open'
import { photoOf } from '@/db/photos'

const LATER = '2026-11-24T05:00:00.000Z'

function run(phone: Phone, clerk: Clerk, more: { force?: boolean; signal?: AbortSignal; at?: Date } = {}): Promise<Outcome> {
  return drain({ phone, post: clerk, personId: ZHOU, now: () => more.at ?? NOON, random: () => 0, ...more })
}

test('photos go before the letter, then both are forgotten', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['a', 'b'] })], [photo('a'), photo('b')])
  const clerk = new Clerk()

  expect(await run(phone, clerk)).toMatchObject({ end: 'done', delivered: 1, nextAt: null })

  expect(clerk.log).toEqual(['photo a', 'photo b', 'letter 1'])
  expect(await outboxIds(phone)).toEqual([])
  expect(await photoOf(phone, 'a')).toBeUndefined()
})

test('offline keeps everything and does not try the next letter', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['a'] }), letter(2)], [photo('a')])
  const clerk = new Clerk()
  clerk.answers['photo a'] = new Offline('no network')

  expect(await run(phone, clerk)).toMatchObject({ end: 'offline', delivered: 0 })

  expect(clerk.log).toEqual(['photo a'])
  expect(await letterOf(phone, '1')).toMatchObject({ attempts: 1, dueAt: '2026-11-24T04:00:05.000Z', state: 'waiting' })
  expect(await letterOf(phone, '2')).toMatchObject({ attempts: 0 })
  expect(await photoOf(phone, 'a')).toMatchObject({ stored: false })
})

test('a photo that keeps failing does not starve the letters behind it', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['big'] }), letter(2)], [photo('big')])
  const clerk = new Clerk()
  clerk.answers['photo big'] = new Offline('no byte moved for a minute')
  await run(phone, clerk)

  await run(phone, clerk, { force: true })

  expect(clerk.log).toEqual(['photo big', 'letter 2', 'photo big'])
  expect(await outboxIds(phone)).toEqual(['1'])
})

test('a photo is not sent twice when only the letter failed', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['a'] })], [photo('a')])
  const first = new Clerk()
  first.answers['letter 1'] = new Offline('gone')
  await run(phone, first)

  const second = new Clerk()
  await run(phone, second, { force: true })

  expect(second.log).toEqual(['letter 1'])
})

test('a letter that the person must fix comes back, those behind it wait, others go on', async () => {
  const behind = letter(2, { id: 'amend', subjectId: '1' })
  const phone = await freshPhone([letter(1), behind, letter(3)])
  const clerk = new Clerk()
  clerk.answers['letter 1'] = refused('text_length', 'FIX', '走访情况请写 2–1000 字。')

  expect(await run(phone, clerk)).toMatchObject({ end: 'done', delivered: 1, nextAt: null })

  expect(clerk.log).toEqual(['letter 1', 'letter 3'])
  expect(await letterOf(phone, '1')).toMatchObject({ state: 'refused', refusal: { code: 'text_length' } })
  expect(await letterOf(phone, 'amend')).toMatchObject({ state: 'waiting', attempts: 0 })
})

test('letters about one subject keep their order whatever the clock said', async () => {
  const first = letter(1, { subjectId: 'visit', dueAt: LATER, sealedAt: '2026-11-24T03:00:00.000Z' })
  const second = letter(2, { subjectId: 'visit', sealedAt: '1970-01-01T00:00:00.000Z' })
  const phone = await freshPhone([second, first, letter(3)])
  const clerk = new Clerk()

  expect(await run(phone, clerk)).toMatchObject({ nextAt: new Date(LATER) })
  expect(clerk.log).toEqual(['letter 3'])

  await run(phone, clerk, { force: true })
  expect(clerk.log).toEqual(['letter 3', 'letter 1', 'letter 2'])
})

test('an ended session stops the round and keeps every letter as it was', async () => {
  const phone = await freshPhone([letter(1), letter(2)])
  const clerk = new Clerk()
  clerk.answers['letter 1'] = refused('sign_in_needed', 'SIGN_IN')

  expect(await run(phone, clerk)).toMatchObject({ end: 'sign-in' })

  expect(clerk.log).toEqual(['letter 1'])
  expect(await letterOf(phone, '1')).toMatchObject({ state: 'waiting', attempts: 0 })
})

test('photos are offered again when the server misses them, and not for a fault of its own', async () => {
  const letters = [letter(1, { photoIds: ['a'] }), letter(2, { photoIds: ['b'] })]
  const phone = await freshPhone(letters, [photo('a'), photo('b')])
  const clerk = new Clerk()
  clerk.answers['letter 1'] = refused('photos_missing', 'RETRY')
  clerk.answers['letter 2'] = fault('3fa9')

  await run(phone, clerk)

  expect(await photoOf(phone, 'a')).toMatchObject({ stored: false })
  expect(await photoOf(phone, 'b')).toMatchObject({ stored: true })
  expect(await letterOf(phone, '2')).toMatchObject({ faults: 1, incident: '3fa9', state: 'waiting' })
})

test('a photo that the server refuses hands the letter back with that photo marked', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['a', 'b'] })], [photo('a'), photo('b')])
  const clerk = new Clerk()
  clerk.answers['photo b'] = refused('photo_cut_short', 'FIX')

  await run(phone, clerk)

  expect(await letterOf(phone, '1')).toMatchObject({ state: 'refused', badPhotoId: 'b' })
  expect(await photoOf(phone, 'a')).toMatchObject({ stored: true })
})

test('a letter whose photo is no longer on the phone comes back', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['gone'] })])
  const clerk = new Clerk()

  await run(phone, clerk)

  expect(clerk.log).toEqual([])
  expect(await letterOf(phone, '1')).toMatchObject({ state: 'refused', refusal: { code: 'photo_gone' }, badPhotoId: 'gone' })
})

test('an unreadable letter stays where it is and the others go on', async () => {
  const phone = await freshPhone([letter(2)])
  await phone.run((db) => db.put('outbox', { id: 'odd', v: 1, words: '谈了用电' } as never))
  const clerk = new Clerk()

  await run(phone, clerk)

  expect(clerk.log).toEqual(['letter 2'])
  expect(await phone.run((db) => db.get('outbox', 'odd'))).toMatchObject({ words: '谈了用电' })
})

test('a letter of another person is not sent under this one’s session', async () => {
  const phone = await freshPhone([letter(1, { personId: 'p-gao' })])
  const clerk = new Clerk()

  expect(await run(phone, clerk, { force: true })).toMatchObject({ end: 'done' })

  expect(clerk.log).toEqual([])
  expect(await outboxIds(phone)).toEqual(['1'])
})

test('a held letter does not go before its time, not even when forced', async () => {
  const phone = await freshPhone([letter(1, { holdUntil: '2026-11-24T04:00:10.000Z' })])
  const clerk = new Clerk()

  expect(await run(phone, clerk, { force: true })).toMatchObject({ nextAt: new Date('2026-11-24T04:00:10Z') })
  expect(clerk.log).toEqual([])

  await run(phone, clerk, { at: new Date('2026-11-24T04:00:10Z') })
  expect(clerk.log).toEqual(['letter 1'])
})

test('a server that asks for a pause gets it', async () => {
  const phone = await freshPhone([letter(1)])
  const clerk = new Clerk()
  clerk.answers['letter 1'] = fault('', 90_000)

  expect(await run(phone, clerk)).toMatchObject({ nextAt: new Date('2026-11-24T04:01:30Z') })
})

test('a page that goes to rest writes nothing more', async () => {
  const phone = await freshPhone([letter(1), letter(2)])
  const rest = new AbortController()
  const clerk = new Clerk()
  clerk.send = async () => {
    rest.abort()
    throw new Offline('aborted')
  }

  expect(await run(phone, clerk, { signal: rest.signal })).toMatchObject({ end: 'stopped' })

  expect(await letterOf(phone, '1')).toMatchObject({ attempts: 0 })
})

test('how far a photo is, is told while it goes', async () => {
  const phone = await freshPhone([letter(1, { photoIds: ['a'] })], [photo('a')])
  const words: Word[] = []
  const deaf = onWord((word) => words.push(word))

  await run(phone, new Clerk())
  deaf()

  expect(words).toContainEqual({ kind: 'percent', photoId: 'a', percent: 62 })
})

test('nothing more goes once somebody else is in', async () => {
  const phone = await freshPhone([letter(1), letter(2)])
  const clerk = new Clerk()
  const stillIn = async (): Promise<boolean> => clerk.log.length === 0

  const outcome = await drain({ phone, post: clerk, personId: ZHOU, now: () => NOON, stillIn })

  expect(outcome).toMatchObject({ end: 'stopped', delivered: 1 })
  expect(await outboxIds(phone)).toEqual(['2'])
})
