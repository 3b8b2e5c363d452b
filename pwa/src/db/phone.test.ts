import { afterEach, expect, test, vi } from 'vitest'
import { effectScope, nextTick } from 'vue'

import { applyDirectory, copyOf, dropCopies, enterpriseByCode, keepCopy, readDirectory } from './copies'
import { draftOf, drafts, dropDraft, keepDraft } from './drafts'
import { newId } from './ids'
import { migrate, STEPS } from './migrations'
import { phoneOf, phoneWith, type Phone } from './open'
import { Database, NewerData, SpaceFull } from './phone'
import { keepPhoto, photoOf, photosOf, putBack, sweepTakenOff, takeOff } from './photos'
import { broughtUp } from './shapes'
import { keepThumb, keptThumbs } from './thumbs'
import { useDraft } from './useDraft'

import { letter, photo } from '@/outbox/test/clerk'

const NOON = new Date('2026-11-24T04:00:00Z')
const AT = NOON.toISOString()
const TOMORROW = new Date('2026-11-25T04:00:01Z')
let phones = 0
const fresh = (): Phone => phoneOf(`db-${(phones += 1)}`)
const draft = (key: string, savedAt = AT) => ({ key, value: { discussed: '用电' }, savedAt })

afterEach(() => vi.restoreAllMocks())

const OLDER = STEPS.map((_, at) => at + 1).filter((version) => version < STEPS.length)

test.each(OLDER)('a database of version %i opens with everything in it', async (version) => {
  const name = `saved-${version}`
  const old = phoneWith(name, STEPS.slice(0, version))
  await keepDraft(old, draft('visit:1'))
  await keepPhoto(old, photo('a'))
  await old.run((db) => db.put('outbox', letter(1)))
  await keepCopy(old, { key: 'MyReports', value: 1, fetchedAt: AT })
  await old.close()

  const now = phoneWith(name, STEPS)

  expect(await draftOf(now, 'visit:1')).toEqual(draft('visit:1'))
  expect(await photoOf(now, 'a')).toMatchObject({ bytes: photo('a').bytes })
  expect(await now.run((db) => db.getAll('outbox'))).toEqual([letter(1)])
  expect(await copyOf(now, 'MyReports')).toMatchObject({ value: 1 })
  expect(await readDirectory(now)).toEqual({ stamp: null, at: null, rows: [] })
  expect(await keptThumbs(now)).toEqual([])
})

test('an app that is older than the data says so and touches nothing', async () => {
  const newer = new Database('saved-newer', STEPS.length + 1, (db, from, _to, change) => migrate(db as never, from, change as never))
  await newer.run(async () => undefined)
  await newer.close()

  await expect(phoneWith('saved-newer', STEPS).run(async () => undefined)).rejects.toThrow(NewerData)
})

test('a connection that the system closed is opened anew, once', async () => {
  const phone = fresh()
  await keepDraft(phone, draft('visit:1'))
  await phone.run(async (db) => db.close())

  expect(await draftOf(phone, 'visit:1')).toEqual(draft('visit:1'))
})

test('a full phone is named, whatever was written', async () => {
  const full = new DOMException('full', 'QuotaExceededError')

  await expect(fresh().run(() => Promise.reject(full))).rejects.toThrow(SpaceFull)
})

test('drafts are listed by kind, the last touched first', async () => {
  const phone = fresh()
  await keepDraft(phone, draft('visit:1', '2026-11-24T01:00:00.000Z'))
  await keepDraft(phone, draft('visit:2', '2026-11-24T02:00:00.000Z'))
  await keepDraft(phone, draft('amend:1'))

  expect((await drafts(phone, 'visit')).map(({ key }) => key)).toEqual(['visit:2', 'visit:1'])
})

test('a draft thrown away takes its photos along, but none that is in a letter', async () => {
  const phone = fresh()
  await keepDraft(phone, draft('visit:1'))
  await keepPhoto(phone, photo('a', { owner: 'visit:1' }))
  await keepPhoto(phone, photo('b', { owner: 'visit:1', letterId: 'l' }))
  await keepPhoto(phone, photo('c', { owner: 'visit:2' }))

  await dropDraft(phone, 'visit:1')

  expect(await draftOf(phone, 'visit:1')).toBeUndefined()
  expect((await photosOf(phone, 'visit:1')).map(({ id }) => id)).toEqual(['b'])
  expect(await photoOf(phone, 'c')).toBeDefined()
})

test('a photo taken off can be put back until the sweep of the next day', async () => {
  const phone = fresh()
  for (const id of ['a', 'b', 'c']) await keepPhoto(phone, photo(id))
  await takeOff(phone, 'a', NOON)
  await takeOff(phone, 'b', NOON)
  await putBack(phone, 'b')

  expect(await sweepTakenOff(phone, NOON)).toBe(0)
  expect(await sweepTakenOff(phone, TOMORROW)).toBe(1)
  expect(await photosOf(phone, 'visit:1')).toMatchObject([{ id: 'b', removedAt: '' }, { id: 'c' }])
})

const row = (id: string, name: string) => ({ id, name, code: `C${id}`, region: '410403001' })

test('the directory comes whole or as what changed, stamp and rows together', async () => {
  const phone = fresh()
  await applyDirectory(phone, { stamp: 's1', whole: true, rows: [row('1', '天润'), row('2', '鸿源')], gone: [] }, NOON)
  await applyDirectory(phone, { stamp: 's2', whole: false, rows: [row('3', '盛泰')], gone: ['1'] }, TOMORROW)

  expect(await readDirectory(phone)).toEqual({ stamp: 's2', at: TOMORROW, rows: [row('2', '鸿源'), row('3', '盛泰')] })
  expect(await enterpriseByCode(phone, 'C3')).toMatchObject({ name: '盛泰' })
})

test('dropping the server’s copies leaves the person’s own work', async () => {
  const phone = fresh()
  await keepDraft(phone, draft('visit:1'))
  await phone.run((db) => db.put('outbox', letter(1)))
  await keepCopy(phone, { key: 'Me', value: 1, fetchedAt: AT })
  await applyDirectory(phone, { stamp: 's', whole: true, rows: [row('1', '天润')], gone: [] }, NOON)
  await keepThumb(phone, { id: 'a', at: AT, size: 1, bytes: new ArrayBuffer(1) }, [])

  await dropCopies(phone)

  expect(await copyOf(phone, 'Me')).toBeUndefined()
  expect(await readDirectory(phone)).toMatchObject({ stamp: null, rows: [] })
  expect(await keptThumbs(phone)).toEqual([])
  expect(await draftOf(phone, 'visit:1')).toBeDefined()
  expect(await phone.run((db) => db.count('outbox'))).toBe(1)
})

test('ids are random, with or without a secure context', () => {
  const shape = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
  expect(newId()).toMatch(shape)

  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) })
  expect(newId()).toMatch(shape)
  expect(newId()).not.toBe(newId())
  vi.unstubAllGlobals()
})

interface Note {
  discussed: string
}
const blank: Note = { discussed: '' }

test('a draft outlives the page that wrote it', async () => {
  const phone = fresh()
  const first = await useDraft(phone, 'visit:1', blank, () => NOON)
  first.draft.value.discussed = '企业反映用电负荷不足'
  await expect.poll(() => first.keptAt.value).toEqual(NOON)

  expect((await useDraft(phone, 'visit:1', blank)).draft.value.discussed).toBe('企业反映用电负荷不足')
  expect((await useDraft(phone, 'visit:2', blank)).draft.value.discussed).toBe('')
  expect(blank.discussed).toBe('')
})

test('a draft of an older app is read in the present shape, with what that app did not know as in a blank one', async () => {
  const phone = fresh()
  await keepDraft(phone, { key: 'visit:1', value: { v: 1, said: '用电' }, savedAt: AT })
  const now = { v: 2, discussed: '', needs: '' }
  const read = (kept: Record<string, unknown>) => broughtUp(kept, [({ said, ...rest }) => ({ ...rest, discussed: said })])

  expect((await useDraft(phone, 'visit:1', now, () => NOON, read)).draft.value).toEqual({ v: 2, discussed: '用电', needs: '' })
})

test('a draft of a newer app is neither opened nor touched', async () => {
  const phone = fresh()
  const newer = { key: 'visit:1', value: { v: 2, told: '用电' }, savedAt: AT }
  await keepDraft(phone, newer)

  await expect(useDraft(phone, 'visit:1', blank)).rejects.toThrow(NewerData)
  expect(await draftOf(phone, 'visit:1')).toEqual(newer)
})

test('an edit just before sealing does not bring the draft back', async () => {
  const phone = fresh()
  const form = await useDraft(phone, 'visit:1', blank, () => NOON)
  form.draft.value.discussed = '一'
  await nextTick()
  form.draft.value.discussed = '二'

  const sealed = await form.sealing(async (value) => {
    await dropDraft(phone, 'visit:1')
    return value
  })
  await nextTick()

  expect(sealed).toEqual({ discussed: '二' })
  expect(await draftOf(phone, 'visit:1')).toBeUndefined()
})

test('when sealing fails the form goes on keeping, and a full phone is told', async () => {
  const phone = fresh()
  const form = await useDraft(phone, 'visit:1', blank, () => NOON)
  await expect(form.sealing(() => Promise.reject(new SpaceFull('full')))).rejects.toThrow(SpaceFull)

  form.draft.value.discussed = '缺三名数控操作工'
  await expect.poll(() => draftOf(phone, 'visit:1')).toMatchObject({ value: { discussed: '缺三名数控操作工' } })

  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementationOnce(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })
  form.draft.value.discussed = '缺四名'
  await expect.poll(() => form.unkept.value).toBeInstanceOf(SpaceFull)
  await form.keepNow()
  expect(form.unkept.value).toBeNull()
})

test('a page that is left stops keeping', async () => {
  const phone = fresh()
  const scope = effectScope()
  const form = await scope.run(() => useDraft(phone, 'visit:1', blank))!
  scope.stop()

  form.draft.value.discussed = '晚到的'
  await nextTick()

  expect(await draftOf(phone, 'visit:1')).toBeUndefined()
})
