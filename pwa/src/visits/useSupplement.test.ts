import { effectScope } from 'vue'
import { expect, it } from 'vitest'

import { useSupplement } from './useSupplement'

import { draftOf } from '@/db/drafts'
import { phoneOf } from '@/db/open'
import { keepPhoto } from '@/db/photos'
import { readBox } from '@/outbox/box'
import { photo } from '@/outbox/test/clerk'

const NOON = new Date('2026-11-24T04:00:00Z')
const about = { visitId: 'v-1', enterpriseName: '天润机械' }
const writer = { personId: 'p-zhou', grantId: 'g-1' }
URL.createObjectURL = () => 'blob:picture' // jsdom draws nothing
URL.revokeObjectURL = () => undefined

it('an addition outlives its sheet and becomes a letter about the visit, in one step', async () => {
  const phone = phoneOf('supplement')
  await keepPhoto(phone, photo('ph-1', { owner: 'supplement:v-1' }))
  const first = effectScope()
  const before = await first.run(() => useSupplement(phone, about, writer, () => NOON))!
  before.draft.value.text = ' 企业来电，围挡已移开。 '
  before.draft.value.photoIds = ['ph-1']
  await before.keepNow()
  first.stop() // closed, or killed

  const second = effectScope()
  const form = await second.run(() => useSupplement(phone, about, writer, () => NOON))!
  expect(await form.save()).toBe(true)

  const [letter] = (await readBox(phone)).letters
  expect(letter).toMatchObject({ operation: 'SupplementVisit', subjectId: 'v-1', photoIds: ['ph-1'], title: '补充 天润机械' })
  expect(letter!.variables.input).toEqual({
    commandId: letter!.id,
    visitId: 'v-1',
    text: '企业来电，围挡已移开。',
    photoIds: ['ph-1'],
    sealedAt: NOON.toISOString(),
  })
  expect(await draftOf(phone, 'supplement:v-1')).toBeUndefined()
  second.stop()
})

it('without words nothing is sealed, and it says what is missing', async () => {
  const phone = phoneOf('supplement-empty')
  const scope = effectScope()
  const form = await scope.run(() => useSupplement(phone, about, writer, () => NOON))!

  expect(await form.save()).toBe(false)
  expect(form.gap.value).toBe('gapSupplement')
  expect((await readBox(phone)).letters).toEqual([])
  scope.stop()
})
