import { beforeEach, expect, it } from 'vitest'

import type { DirectoryRow } from './rows'
import { directoryHere, merged, ownHere, ownRefreshed, refreshed } from './sync'

import { openWire } from '@/api/call'
import type { Carried } from '@/api/reach'
import { phoneOf, type Phone } from '@/db/open'

const AT = new Date('2026-11-23T02:41:00Z')
const now = (): Date => AT
const nothing = { rows: [], stamp: null, at: null }
let asked: { variables: { since?: string | null } }[]
let phone: Phone
let phones = 0

function row(id: string, name: string): DirectoryRow {
  return {
    id, name, uscc: null, region: '410403001', protected: false, pinyin: '', initials: '', latDeg: null, lngDeg: null,
    lastVisitOn: null, visitsThisMonth: 0, openIssues: 0, code: `C${id}`,
  }
}

function serverSays(...answers: (object | Error)[]): void {
  openWire({ grantId: () => 'g', mayRead: () => true }, async (_url, { body }): Promise<Carried> => {
    asked.push(JSON.parse(String(body)))
    const answer = answers.length > 1 ? answers.shift()! : answers[0]!
    if (answer instanceof Error) throw answer
    return { status: 200, contentType: 'application/json', retryAfter: null, text: JSON.stringify({ data: answer }) }
  })
}

const whole = { directory: { __typename: 'Directory', stamp: 's1', whole: true, gone: [], rows: [row('a', '甲'), row('b', '乙')] } }
const change = { directory: { __typename: 'Directory', stamp: 's2', whole: false, gone: ['a'], rows: [row('b', '乙新'), row('c', '丙')] } }
const names = (rows: readonly DirectoryRow[]): string[] => rows.map((one) => one.name).sort()

beforeEach(() => {
  asked = []
  phones += 1
  phone = phoneOf(`directory-${phones}`)
})

it('changed rows take the place of old ones, new ones come, gone ones go', () => {
  expect(merged([row('a', '甲'), row('b', '乙')], [row('b', '乙新'), row('c', '丙')], ['a', 'z'])).toEqual([
    row('b', '乙新'), row('c', '丙'),
  ])
})

it('the whole once, then only what changed since; memory and phone agree', async () => {
  serverSays(whole, change)

  const first = await refreshed(phone, nothing, now)
  const second = await refreshed(phone, first as typeof nothing, now)

  expect(asked.map(({ variables }) => variables.since)).toEqual([null, 's1'])
  expect(second).toMatchObject({ stamp: 's2', at: AT })
  const here = await directoryHere(phone)
  expect(names(here.rows)).toEqual(['丙', '乙新'])
  expect(here).toMatchObject({ stamp: 's2', at: AT })
  expect(names((second as typeof here).rows)).toEqual(names(here.rows))
})

it('without an answer the phone keeps its rows with their time', async () => {
  serverSays(whole, new Error('no network'))
  const first = await refreshed(phone, nothing, now)

  expect(await refreshed(phone, first as typeof nothing, now)).toEqual({ kind: 'offline' })

  expect(await directoryHere(phone)).toMatchObject({ stamp: 's1', at: AT, rows: [{ id: 'a' }, { id: 'b' }] })
})

it('own enterprises are kept for this grant, and stay when the server does not answer', async () => {
  serverSays({ pairedEnterprises: { __typename: 'EnterpriseList', at: AT.toISOString(), items: [{ id: 'a' }] } }, new Error('no network'))
  expect(await ownHere(phone)).toBeNull()

  await ownRefreshed(phone, now)

  expect(await ownRefreshed(phone, now)).toEqual({ kind: 'offline' })
  expect(await ownHere(phone)).toMatchObject({ at: AT, cards: [{ id: 'a' }] })
  openWire({ grantId: () => 'another', mayRead: () => true })
  expect(await ownHere(phone)).toBeNull()
})
