import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { keepThumbs } from './thumbs'

import { openWire } from '@/api/call'
import { phoneOf, type Phone } from '@/db/open'
import { keepThumb, keptThumbs, thumbsOf } from '@/db/thumbs'

const NOW = new Date('2026-11-24T04:00:00Z')
const DAY_MS = 24 * 3_600_000
const never = (): boolean => false
let phones = 0
let phone: Phone
let asked: string[]
let reading: boolean

const daysAgo = (days: number): string => new Date(NOW.getTime() - days * DAY_MS).toISOString()
const wanted = (id: string, days: number) => ({ id, at: daysAgo(days) })
const ids = async (): Promise<string[]> => (await keptThumbs(phone)).map(({ id }) => id)

/** The server: each photo is of so many bytes; who is not named is not to be seen. */
function server(sizes: Record<string, number>): void {
  vi.stubGlobal('fetch', async (url: URL) => {
    const id = url.pathname.split('/').pop()!
    asked.push(id + url.search)
    const size = sizes[id]
    if (size === undefined) return new Response('{}', { status: 404 })
    return new Response(new Uint8Array(size), { headers: { 'content-length': String(size) } })
  })
}

beforeEach(() => {
  phone = phoneOf(`thumbs-${(phones += 1)}`)
  asked = []
  reading = true
  openWire({ mayRead: () => reading })
})
afterEach(() => vi.unstubAllGlobals())

test('thumbnails are fetched once, of the newest report first', async () => {
  server({ a: 10, b: 20 })

  await keepThumbs(phone, [wanted('a', 3), wanted('b', 1)], never, { now: NOW })
  await keepThumbs(phone, [wanted('a', 3), wanted('b', 1)], never, { now: NOW })

  expect(asked).toEqual(['b?size=thumb', 'a?size=thumb'])
  expect((await thumbsOf(phone, ['a', 'none', 'b'])).map(({ id, size, bytes }) => [id, size, bytes.byteLength])).toEqual([
    ['a', 10, 10], ['b', 20, 20],
  ])
})

test('they never take more room than they may: those of the oldest reports leave', async () => {
  server({ a: 40, b: 40, c: 40, d: 40 })
  await keepThumbs(phone, [wanted('a', 9), wanted('b', 5)], never, { now: NOW, most: 100 })
  expect(await ids()).toEqual(['a', 'b'])

  await keepThumbs(phone, [wanted('a', 9), wanted('b', 5), wanted('c', 1)], never, { now: NOW, most: 100 })
  expect(await ids()).toEqual(['b', 'c'])

  await keepThumbs(phone, [wanted('b', 5), wanted('c', 1), wanted('d', 8)], never, { now: NOW, most: 100 })
  expect(await ids()).toEqual(['b', 'c']) // an older one takes nobody's place
})

test('what is older than 90 days leaves, unless it is still wanted', async () => {
  for (const id of ['done', 'open']) await keepThumb(phone, { ...wanted(id, 91), size: 1, bytes: new ArrayBuffer(1) }, [])
  server({})

  await keepThumbs(phone, [wanted('open', 91)], never, { now: NOW })

  expect(await ids()).toEqual(['open'])
})

test('a photo whose thumbnail is not drawn yet, or that may not be seen, holds up no other', async () => {
  server({ whole: 900_000, drawn: 10 })

  await keepThumbs(phone, [wanted('whole', 1), wanted('gone', 2), wanted('drawn', 3)], never, { now: NOW })

  expect(await ids()).toEqual(['drawn'])
})

test('without a network the round ends, and the next one goes on', async () => {
  vi.stubGlobal('fetch', async () => Promise.reject(new TypeError('Failed to fetch')))
  await keepThumbs(phone, [wanted('a', 1)], never, { now: NOW })
  expect(await ids()).toEqual([])

  server({ a: 10 })
  await keepThumbs(phone, [wanted('a', 1)], never, { now: NOW })
  expect(await ids()).toEqual(['a'])
})

test('nothing is kept once the person has left or may not read', async () => {
  server({ a: 10, b: 10 })
  let gone = false
  const fetched = fetch
  vi.stubGlobal('fetch', async (url: URL) => fetched(url).finally(() => (gone = true)))
  await keepThumbs(phone, [wanted('a', 1)], () => gone, { now: NOW })
  expect(await ids()).toEqual([])

  reading = false
  await keepThumbs(phone, [wanted('b', 1)], never, { now: NOW })
  expect(asked).toEqual(['a?size=thumb'])
})
