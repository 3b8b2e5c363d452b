import { effectScope, type EffectScope } from 'vue'
import { afterEach, expect, it, vi } from 'vitest'

import { atLimit, isQuiet, useEnterpriseFacts, type Facts } from './enterpriseFacts'

import { copyKey } from '@/api/ask'
import { openWire } from '@/api/call'
import { applyDirectory, keepCopy } from '@/db/copies'
import { phoneOf, type Phone } from '@/db/open'

const NOVEMBER = new Date('2026-11-30T15:59:00Z') // 23:59 in China
const DECEMBER = new Date('2026-11-30T16:00:00Z')
const CAME = ['区税务局', '东安路街道', '区市场监管局'].map((unitName) => ({ on: '2026-11-18', unitName }))
const CARD = {
  id: 'e-1', paired: true, contacts: [], openIssues: [], quietDays: ['2026-12-01'],
  visitsThisMonth: CAME, visitsPerMonthLimit: 3,
}
const ROW = { id: 'e-1', code: 'C1', name: '天润机械', region: '410403001', lastVisitOn: '2026-11-18', visitsThisMonth: 3 }

let scope: EffectScope
let phones = 0
openWire({}, () => Promise.reject(new Error('no network')))
afterEach(() => scope.stop())

function freshPhone(): Phone {
  phones += 1
  return phoneOf(`facts-${phones}`)
}

async function factsAt(phone: Phone, now: Date, settled: (facts: Facts) => void): Promise<Facts> {
  scope = effectScope()
  const facts = scope.run(() => useEnterpriseFacts(phone, () => 'e-1', { limit: () => 3, now: () => now }))!
  await vi.waitFor(() => settled(facts.value))
  return facts.value
}

const copies: [string, (phone: Phone) => Promise<void>, (facts: Facts) => void][] = [
  [
    'the own enterprises',
    (phone) => keepCopy(phone, { key: copyKey('PairedEnterprises', {}), value: { items: [CARD] }, fetchedAt: NOVEMBER.toISOString() }),
    ({ paired }) => expect(paired).toBe(true),
  ],
  [
    'one enterprise, seen before',
    (phone) => keepCopy(phone, { key: copyKey('Enterprise', { id: 'e-1' }), value: CARD, fetchedAt: NOVEMBER.toISOString() }),
    ({ paired }) => expect(paired).toBe(true),
  ],
  [
    'the directory',
    (phone) => applyDirectory(phone, { stamp: 's', whole: true, rows: [ROW], gone: [] }, NOVEMBER),
    ({ quietDays }) => expect(quietDays).toBeNull(),
  ],
]

it.each(copies)('%s, of November: the reminder is due in it, and not in December', async (_, keep, settled) => {
  const phone = freshPhone()
  await keep(phone)

  const then = await factsAt(phone, NOVEMBER, settled)
  expect([then.visits, atLimit(then)]).toEqual([3, true])
  scope.stop()
  const now = await factsAt(phone, DECEMBER, settled)
  expect([now.visits, atLimit(now)]).toEqual([0, false])
})

it('a quiet day is one of the calendar in China', async () => {
  const phone = freshPhone()
  await copies[0]![1](phone)
  const facts = await factsAt(phone, DECEMBER, copies[0]![2])

  expect(isQuiet(facts, NOVEMBER.toISOString())).toBe(false)
  expect(isQuiet(facts, DECEMBER.toISOString())).toBe(true)
})

it('of an enterprise that only the directory knows, nobody says offline whether it has a quiet day', async () => {
  const phone = freshPhone()
  await copies[2]![1](phone)
  const facts = await factsAt(phone, DECEMBER, copies[2]![2])

  expect([facts.quietDays, isQuiet(facts, DECEMBER.toISOString())]).toEqual([null, false])
})
