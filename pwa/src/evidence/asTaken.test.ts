import { afterEach, expect, test, vi } from 'vitest'

import { checkAll, type Found } from './asTaken'

import { sha256Of } from '@/camera/hash'

const bytes = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer
const asked: string[] = []

/** The server's answers to GET photos/{id}, by what stands in the address. */
function server(photos: Record<string, string>): void {
  vi.stubGlobal('fetch', async (url: URL) => {
    asked.push(url.search)
    const content = Object.entries(photos).find(([id]) => url.pathname.endsWith(`/photos/${id}`))?.[1]
    if (content === undefined) throw new TypeError('Failed to fetch')
    return new Response(bytes(content))
  })
}
afterEach(() => vi.unstubAllGlobals())

async function checked(photos: { id: string; sha256: string }[]): Promise<Found[]> {
  const found: Found[] = []
  await checkAll(photos, (at, one) => (found[at] = one), new AbortController().signal)
  return found
}

test('the evidence is hashed here: same, another, or not fetched', async () => {
  server({ a: 'as taken', b: 'changed' })
  const sha256 = await sha256Of(bytes('as taken'))

  expect(await checked(['a', 'b', 'c'].map((id) => ({ id, sha256 })))).toEqual(['same', 'differs', 'unknown'])
  expect(new Set(asked)).toEqual(new Set(['?size=evidence']))
})

test('what was not fetched is tried again, what was found is known without a network', async () => {
  const sha256 = await sha256Of(bytes('late'))
  server({})
  expect(await checked([{ id: 'd', sha256 }])).toEqual(['unknown'])
  server({ d: 'late' })
  expect(await checked([{ id: 'd', sha256 }])).toEqual(['same'])
  server({})
  expect(await checked([{ id: 'd', sha256 }])).toEqual(['same'])
})
