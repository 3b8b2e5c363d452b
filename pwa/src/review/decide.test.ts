import { expect, test } from 'vitest'

import { decide, dropRefused, HOLD_MS, recentReasons, returnKey } from './decide'

import { draftOf, keepDraft } from '@/db/drafts'
import type { Phone } from '@/db/open'
import { letterOf, readBox } from '@/outbox/box'
import { drain, type Outcome } from '@/outbox/drain'
import { takeBack } from '@/outbox/hands'
import { Clerk, freshPhone, letter, NOON, ZHOU } from '@/outbox/test/clerk'

const VISIT = { id: 'v', version: 3, enterprise: { name: '天润机械' } }
const BY = { personId: ZHOU, grantId: 'g' }
const APPROVED = { verdict: 'APPROVED', reason: '' } as const
const later = (ms: number): Date => new Date(NOON.getTime() + ms)

function round(phone: Phone, clerk: Clerk, at: Date): Promise<Outcome> {
  return drain({ phone, post: clerk, personId: ZHOU, now: () => at, random: () => 0 })
}

test('an approval is held for ten seconds, then sent', async () => {
  const phone = await freshPhone([])
  const clerk = new Clerk()
  const sealed = await decide(phone, VISIT, APPROVED, BY, NOON)

  await round(phone, clerk, later(HOLD_MS - 1))
  expect(clerk.log).toEqual([])
  await round(phone, clerk, later(HOLD_MS))
  expect(clerk.log).toEqual([`letter ${sealed.id}`])
})

test('taken back in time nothing is sent; later it is too late', async () => {
  const phone = await freshPhone([])
  const clerk = new Clerk()
  const first = await decide(phone, VISIT, APPROVED, BY, NOON)

  expect(await takeBack(phone, first.id, later(HOLD_MS - 1))).toBe(true)
  await round(phone, clerk, later(HOLD_MS * 2))
  expect(clerk.log).toEqual([])

  const second = await decide(phone, VISIT, APPROVED, BY, NOON)
  expect(await takeBack(phone, second.id, later(HOLD_MS))).toBe(false)
})

test('the letter says which version was seen and in which role', async () => {
  const phone = await freshPhone([])
  const { id } = await decide(phone, VISIT, { verdict: 'RETURNED', reason: ' 请补照片 ' }, BY, NOON)
  const sealed = await letterOf(phone, id)

  expect(sealed).toMatchObject({ operation: 'ReviewVisit', subjectId: 'v', grantId: 'g', title: '退回 天润机械' })
  expect(sealed!.variables.input).toMatchObject({ commandId: id, visitId: 'v', expectedVersion: 3, verdict: 'RETURNED', reason: '请补照片' })
})

test('a reason taken back is there again, and is offered the next time', async () => {
  const phone = await freshPhone([])
  await keepDraft(phone, { key: returnKey('v'), value: '请补照片', savedAt: NOON.toISOString() })
  const { id } = await decide(phone, VISIT, { verdict: 'RETURNED', reason: '请补照片' }, BY, NOON)
  expect(await draftOf(phone, returnKey('v'))).toBeUndefined()

  await takeBack(phone, id, later(1))

  expect((await draftOf(phone, returnKey('v')))?.value).toBe('请补照片')
  expect(await recentReasons(phone)).toEqual(['请补照片'])
})

test('a decision that was refused leaves before the next one; other letters stay', async () => {
  const mine = letter(1, { subjectId: 'v', state: 'refused' })
  const other = letter(2, { subjectId: 'w', state: 'refused' })
  const phone = await freshPhone([mine, other])

  await dropRefused(phone, [mine, other], 'v')

  expect((await readBox(phone)).letters.map(({ id }) => id)).toEqual(['2'])
})
