import { afterEach, beforeEach, expect, test, vi } from 'vitest'

import { openWire } from './call'
import { keepEach } from './keepEach'
import type { Carrier } from './reach'

import { usePhoneOf } from '@/db/open'

let people = 0
let asked: string[]
let cut: boolean

/** The server has every issue, in version 2. */
const server: Carrier = async (_, { body }) => {
  if (cut) throw new Error('no network')
  const { variables } = JSON.parse(String(body)) as { variables: { id: string } }
  asked.push(variables.id)
  const issue = { __typename: 'Issue', id: variables.id, version: 2, notedAt: null }
  return { status: 200, contentType: 'application/json', retryAfter: null, text: JSON.stringify({ data: { issue } }) }
}
const keep = async (...rows: { id: string; version: number }[]): Promise<string[]> =>
  (await keepEach('Issue', rows, () => false)).map(({ id }) => id)

beforeEach(() => {
  asked = []
  cut = false
  usePhoneOf(`keeps-${(people += 1)}`)
  openWire({ grantId: () => 'g', mayRead: () => true }, server)
})
afterEach(() => vi.restoreAllMocks())

test('only what has changed is asked for', async () => {
  expect(await keep({ id: 'a', version: 2 }, { id: 'b', version: 2 })).toEqual(['a', 'b'])
  expect(await keep({ id: 'a', version: 2 }, { id: 'b', version: 3 })).toEqual(['a', 'b'])

  expect(asked).toEqual(['a', 'b', 'b'])
})

test('without a network it asks once, and says what is here', async () => {
  await keep({ id: 'b', version: 2 }, { id: 'c', version: 2 })
  cut = true

  expect(await keep({ id: 'a', version: 2 }, { id: 'b', version: 3 }, { id: 'c', version: 2 })).toEqual(['b', 'c'])
})

test('a page that has gone asks no more', async () => {
  expect(await keepEach('Issue', [{ id: 'a', version: 2 }], () => true)).toEqual([])
  expect(asked).toEqual([])
})
