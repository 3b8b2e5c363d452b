import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { effectScope, ref } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'

import type { SealedPhoto } from './seal'
import { usePhotos, type AlbumParts } from './usePhotos'

import { phoneOf, type Phone } from '@/db/open'
import { photoOf, photosOf } from '@/db/photos'

const PHOTOS = resolve('../tests/data/photos') // vitest runs in pwa/
const file = (name: string): Blob => new Blob([readFileSync(resolve(PHOTOS, name))])
const NOON = new Date('2026-11-24T04:00:00Z')

const shown = new Set<string>()
let made = 0
URL.createObjectURL = () => {
  made += 1
  shown.add(`blob:${made}`)
  return `blob:${made}`
}
URL.revokeObjectURL = (url) => shown.delete(url)

let scope = effectScope()
afterEach(() => {
  scope.stop()
  scope = effectScope()
})

/** This machine has no canvas: what a browser would shrink is kept as it is. */
const asIs = async (blob: Blob): Promise<SealedPhoto> => ({
  bytes: await blob.arrayBuffer(),
  sha256: 'abc',
  mediaType: 'image/jpeg',
  widthPx: 4,
  heightPx: 3,
  takenAt: NOON.toISOString(),
  place: null,
})

function album(name: string, more: Partial<AlbumParts> = {}) {
  const phone: Phone = phoneOf(`album-${name}`)
  const ids = ref<string[]>([])
  return { phone, ids, ...scope.run(() => usePhotos({ phone, owner: 'visit:v-1', ids, now: () => NOON, ...more }))! }
}

it('what cannot be taken says why on its own tile, and the others stay', async () => {
  const { add, ids, photos, faults } = album('broken') // the real way: HEIC needs no canvas, it is kept raw
  await add([file('broken/truncated.jpg'), file('phone/iphone_13_pro_max.HEIC'), file('broken/empty.jpg'), file('broken/page-named-photo.jpg')])

  expect(faults.value).toEqual(['cut_short', 'empty', 'not_a_photo'])
  expect(photos.value.map(({ state }) => state)).toEqual(['kept', 'unreadable', 'unreadable', 'unreadable'])
  expect(ids.value).toHaveLength(1)
})

it('a HEIC is kept as it is, named without a type for the server to look at, and shown by a picture of ours', async () => {
  const { add, ids, phone, photos } = album('heic')
  await add([file('phone/iphone_13_pro_max.HEIC')])

  const row = await photoOf(phone, ids.value[0]!)
  expect(row).toMatchObject({ owner: 'visit:v-1', mime: '', letterId: '', removedAt: '', stored: false })
  expect(row!.bytes.byteLength).toBe(readFileSync(resolve(PHOTOS, 'phone/iphone_13_pro_max.HEIC')).length)
  expect(photos.value[0]!.src).toMatch(/^blob:/)
})

it('nine at most: what is beyond is not taken, and told', async () => {
  const { add, ids, tooMany } = album('many', { seal: asIs })
  await add(Array.from({ length: 11 }, () => new Blob(['x'])))

  expect(ids.value).toHaveLength(9)
  expect(tooMany.value).toBe(2)
})

it('deleted and brought back at its place; when its time is over the bytes are gone', async () => {
  const { add, ids, phone, remove, restore, forget } = album('undo', { seal: asIs })
  await add([new Blob(['a']), new Blob(['b'])])
  const [first, second] = ids.value as [string, string]

  remove(first)
  expect(ids.value).toEqual([second])
  await vi.waitFor(async () => expect((await photoOf(phone, first))?.removedAt).toBe(NOON.toISOString()))
  await restore(first, 0)
  expect(ids.value).toEqual([first, second])
  expect((await photoOf(phone, first))?.removedAt).toBe('')

  remove(first)
  await vi.waitFor(async () => expect((await photoOf(phone, first))?.removedAt).not.toBe(''))
  forget(first)
  await vi.waitFor(async () => expect(await photoOf(phone, first)).toBeUndefined())
})

it('a new order is the order of the draft, whatever else stands in the grid', async () => {
  const { add, ids, order } = album('order', { seal: asIs })
  await add([new Blob(['a']), new Blob(['b'])])
  const [first, second] = ids.value as [string, string]
  order([second, 'a-broken-one', first])

  expect(ids.value).toEqual([second, first])
})

it('a full phone takes no more photos, says so on that one, and tells the strip', async () => {
  const failed = vi.fn()
  const { add, ids, faults, phone } = album('full', { seal: asIs, failed })
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  await add([new Blob(['a'])])
  full.mockRestore()

  expect(faults.value).toEqual(['phone_full'])
  expect(ids.value).toEqual([])
  expect(failed).toHaveBeenCalledOnce()
  expect(await photosOf(phone, 'visit:v-1')).toEqual([])
})

it('pictures leave the memory with their page', async () => {
  const { add } = album('gone', { seal: asIs })
  const before = shown.size
  await add([new Blob(['a'])])
  expect(shown.size).toBe(before + 1)
  scope.stop()
  expect(shown.size).toBeLessThanOrEqual(before)
})
