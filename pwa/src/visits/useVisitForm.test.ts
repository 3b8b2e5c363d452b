import { effectScope, nextTick, type EffectScope } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'

import { discardDraft } from './discard'
import { blankProblem, blankVisit, type VisitDraft } from './draft'
import { dropIfBlank, openDraft, startVisit } from './opening'
import { useVisitForm, type VisitForm } from './useVisitForm'

import { copyKey } from '@/api/ask'
import { openWire } from '@/api/call'
import { keepCopy } from '@/db/copies'
import { draftOf, drafts, keepDraft } from '@/db/drafts'
import { phoneOf, type Phone } from '@/db/open'
import { NewerData, SpaceFull } from '@/db/phone'
import { keepPhoto, photoOf } from '@/db/photos'
import { readBox } from '@/outbox/box'
import { photo } from '@/outbox/test/clerk'

const NOON = new Date('2026-11-24T04:00:00Z')
const writer = () => ({ personId: 'p-zhou', grantId: 'g-1', topics: [{ code: 'other', name: '其他' }], limit: 3 })
let scopes: EffectScope[] = []
let phones = 0

openWire({}, () => Promise.reject(new Error('no network')))
URL.createObjectURL = () => 'blob:picture' // jsdom draws nothing
URL.revokeObjectURL = () => undefined

afterEach(() => {
  for (const scope of scopes) scope.stop()
  scopes = []
})

function freshPhone(): Phone {
  phones += 1
  return phoneOf(`visit-form-${phones}`)
}

const blank = (): VisitDraft => blankVisit('v-1', { id: 'e-1', name: '天润机械' }, NOON)

async function open(phone: Phone, start = blank()): Promise<VisitForm> {
  const scope = effectScope()
  scopes.push(scope)
  return scope.run(() => useVisitForm({ phone, key: 'visit:v-1', start, writer, now: () => NOON }))!
}

function fillIn({ draft }: VisitForm): void {
  draft.value.met = [{ contactId: 'c-1', name: '郑女士' }]
  draft.value.discussed = '用工情况'
}

const keptDraft = async (phone: Phone): Promise<VisitDraft | undefined> => (await draftOf(phone, 'visit:v-1'))?.value as VisitDraft

/** As an app wrote it that knew neither the frequency reminder nor the sheet of a problem. */
function olderDraft(): object {
  const problem = without({ ...blankProblem('p-1'), description: '变压器容量不足' }, 'confirmed')
  return { ...without(blank(), 'limitReason', 'openProblem'), discussed: '用工情况', problems: [problem] }
}

function without(draft: object, ...names: string[]): object {
  return Object.fromEntries(Object.entries(draft).filter(([name]) => !names.includes(name)))
}

it('a draft of an older app opens with every word, and what that app did not know is blank', async () => {
  const phone = freshPhone()
  await keepDraft(phone, { key: 'visit:v-1', value: olderDraft(), savedAt: NOON.toISOString() })

  const opening = await openDraft(phone, 'v-1', null, NOON)
  expect(opening).toMatchObject({ kind: 'draft' })
  const { draft } = await open(phone)
  expect(draft.value).toMatchObject({ discussed: '用工情况', limitReason: '', openProblem: null, problems: [{ description: '变压器容量不足', confirmed: null }] })

  draft.value.needs = '年底前送电'
  await vi.waitFor(async () => expect(await keptDraft(phone)).toMatchObject({ discussed: '用工情况', needs: '年底前送电' }))
})

it('a draft of a newer app waits untouched for the update, and another visit is begun beside it', async () => {
  const phone = freshPhone()
  const newer = { key: 'visit:v-1', value: { ...blank(), v: 2, discussed: { text: '用工情况' } }, savedAt: NOON.toISOString() }
  await keepDraft(phone, newer)

  expect(await openDraft(phone, 'v-1', null, NOON)).toEqual({ kind: 'newer' })
  await expect(open(phone)).rejects.toThrow(NewerData)
  await dropIfBlank(phone, 'visit:v-1')
  expect(await startVisit(phone, blank().enterprise, NOON)).not.toContain('v-1')
  expect(await draftOf(phone, 'visit:v-1')).toEqual(newer)
})

it('a draft outlives its page: what was written is there again', async () => {
  const phone = freshPhone()
  fillIn(await open(phone))
  await vi.waitFor(async () => expect((await keptDraft(phone))?.discussed).toBe('用工情况'))
  scopes.pop()!.stop() // the browser was killed

  expect((await open(phone)).draft.value).toMatchObject({ discussed: '用工情况', met: [{ name: '郑女士' }] })
})

it('sealing is one step: the letter is there, the draft is gone, its photos belong to the letter', async () => {
  const phone = freshPhone()
  await keepPhoto(phone, photo('ph-1', { owner: 'visit:v-1' }))
  const form = await open(phone)
  fillIn(form) // the photo, kept before the page died, has joined the draft by itself

  const letter = await form.save()

  expect(letter).toMatchObject({ id: 'v-1', subjectId: 'v-1', operation: 'LogVisit', grantId: 'g-1', photoIds: ['ph-1'], title: '走访 天润机械' })
  expect(letter!.variables.input).toMatchObject({ id: 'v-1', sealedAt: NOON.toISOString(), content: { photoIds: ['ph-1'] } })
  expect(letter!.draft?.value).toMatchObject({ discussed: '用工情况' })
  expect(await keptDraft(phone)).toBeUndefined()
  expect((await photoOf(phone, 'ph-1'))?.letterId).toBe('v-1')
})

it('a late edit does not raise the dead', async () => {
  const phone = freshPhone()
  const form = await open(phone)
  fillIn(form)
  await form.save()

  form.draft.value.needs = '晚了'
  await nextTick()

  expect(await keptDraft(phone)).toBeUndefined()
  expect(form.lost.value).toBe(false)
})

it('a draft that another page has sealed is lost here, and an edit does not bring it back', async () => {
  const phone = freshPhone()
  const here = await open(phone)
  fillIn(here)
  await here.keepNow()
  const there = await open(phone)
  await there.save()
  await vi.waitFor(() => expect(here.lost.value).toBe(true))

  here.draft.value.needs = '还在写'
  await nextTick()

  expect(await keptDraft(phone)).toBeUndefined()
  expect(await here.save()).toBeNull()
  expect((await readBox(phone)).letters).toHaveLength(1)
})

it('with a gap nothing is sealed, and the gap is named from then on', async () => {
  const phone = freshPhone()
  const form = await open(phone)
  expect(form.errorAt('met')).toBeUndefined()

  expect(await form.save()).toBeNull()

  expect(form.errorAt('met')).toBe('请选见到谁，或选电话、线上')
  expect((await readBox(phone)).letters).toEqual([])
})

it('a full phone: the form says so, keeps everything, and sends it once there is room', async () => {
  const phone = freshPhone()
  const form = await open(phone)
  fillIn(form)
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('full', 'QuotaExceededError')
  })

  expect(await form.save()).toBeNull()

  expect(form.trouble.value).toBe('full')
  expect(form.unkept.value).toBeInstanceOf(SpaceFull)
  expect(form.draft.value.discussed).toBe('用工情况')
  full.mockRestore()
  form.draft.value.needs = '腾出了空间'
  await vi.waitFor(async () => expect((await keptDraft(phone))?.needs).toBe('腾出了空间')) // it goes on keeping
  expect(await form.save()).not.toBeNull()
  expect((await readBox(phone)).letters).toHaveLength(1)
})

it('a problem that is deleted takes its photos with it, and brings them back', async () => {
  const phone = freshPhone()
  const form = await open(phone)
  form.addProblem()
  const { id } = form.draft.value.problems[0]!
  await keepPhoto(phone, photo('ph-2', { owner: 'visit:v-1' }))
  form.draft.value.problems[0]!.photoIds = ['ph-2']

  const { undo } = await form.removeProblem(id)
  expect(form.draft.value).toMatchObject({ problems: [], openProblem: null })
  expect((await photoOf(phone, 'ph-2'))?.removedAt).toBe(NOON.toISOString())

  await undo()
  expect(form.draft.value.problems).toMatchObject([{ id, photoIds: ['ph-2'] }])
  expect((await photoOf(phone, 'ph-2'))?.removedAt).toBe('')

  await (await form.removeProblem(id)).forget()
  expect(await photoOf(phone, 'ph-2')).toBeUndefined()
})

it('a problem sheet closed with nothing in it leaves nothing behind', async () => {
  const form = await open(freshPhone())
  form.addProblem()
  form.closeProblem()

  expect(form.draft.value.problems).toEqual([])
})

it('several visits lie side by side; the same enterprise on the same day goes on with the one begun', async () => {
  const phone = freshPhone()
  const first = await startVisit(phone, { id: 'e-1', name: '天润机械' }, NOON)
  const other = await startVisit(phone, { id: 'e-2', name: '栗岸食品加工厂' }, NOON)

  expect(other).not.toBe(first)
  expect(await startVisit(phone, { id: 'e-1', name: '天润机械' }, NOON)).toBe(first)
  expect(await drafts(phone, 'visit')).toHaveLength(2)
})

it('a form opened and left again leaves no draft, and its address says so', async () => {
  const phone = freshPhone()
  const path = await startVisit(phone, { id: 'e-1', name: '天润机械' }, NOON)
  const routeId = path.split('/').pop()!
  await dropIfBlank(phone, `visit:${routeId}`)

  expect(await openDraft(phone, routeId, null, NOON)).toEqual({ kind: 'nothing' })
  expect(await openDraft(phone, 'v-9:amend', 'v-9', NOON)).toEqual({ kind: 'offline' })
})

it('an amendment opened from what the phone has is dropped untouched, and kept once a word was changed', async () => {
  const phone = freshPhone()
  const sent = {
    __typename: 'Visit', id: 'v-7', version: 2, state: 'PENDING', allowed: ['AMEND'],
    enterprise: { id: 'e-1', name: '天润机械' },
    latest: { number: 1, startedAt: '2026-11-20T02:00:00Z', mode: 'FACE', trigger: 'FOLLOW_UP', discussed: '围挡还在', needs: '', visitReason: '', limitReason: '', met: [] },
    place: null, photos: [], issues: [], reviews: [],
  }
  await keepCopy(phone, { key: copyKey('Visit', { id: 'v-7' }), value: sent, fetchedAt: NOON.toISOString() })

  expect(await openDraft(phone, 'v-7:amend', 'v-7', NOON)).toMatchObject({ kind: 'draft', value: { amends: { version: 2 } } })
  await dropIfBlank(phone, 'visit:v-7:amend')
  expect(await drafts(phone, 'visit')).toEqual([])

  const again = await openDraft(phone, 'v-7:amend', 'v-7', NOON)
  const value = { ...(again as { value: VisitDraft }).value, discussed: '围挡已移开' }
  await keepDraft(phone, { key: 'visit:v-7:amend', value, savedAt: NOON.toISOString() })
  await dropIfBlank(phone, 'visit:v-7:amend')
  expect(await drafts(phone, 'visit')).toHaveLength(1)
})

it('a draft that was deleted comes back whole, photos with it, until its time is over', async () => {
  const phone = freshPhone()
  await keepPhoto(phone, photo('ph-3', { owner: 'visit:v-1' }))
  const form = await open(phone)
  fillIn(form)
  await form.keepNow()

  const { undo } = await discardDraft(phone, 'visit:v-1', NOON)
  expect(await keptDraft(phone)).toBeUndefined()
  await undo()
  expect(await keptDraft(phone)).toMatchObject({ discussed: '用工情况', photoIds: ['ph-3'] })
  expect((await photoOf(phone, 'ph-3'))?.removedAt).toBe('')

  await (await discardDraft(phone, 'visit:v-1', NOON)).forget()
  expect(await photoOf(phone, 'ph-3')).toBeUndefined()
})
