import { expect, test } from 'vitest'

import { BUSY, leased } from './lock'

import { sharedPhone } from '@/db/shared'

test('without Web Locks one holds the lease, the other hears that it is busy', async () => {
  let inside = 0
  let most = 0
  const work = async (): Promise<string> => {
    most = Math.max(most, (inside += 1))
    await sharedPhone().run((db) => db.count('leases')) // as long as a turn of the database takes
    inside -= 1
    return 'sent'
  }
  const clock = (): number => 1_000

  const ends = await Promise.all([leased('l1', work, clock), leased('l1', work, clock)])

  expect(ends.filter((end) => end === 'sent')).toHaveLength(1)
  expect(ends.filter((end) => end === BUSY)).toHaveLength(1)
  expect(most).toBe(1)
  expect(await leased('l1', work, clock)).toBe('sent')
})

test('the lease of a killed tab falls free, also when the clock was set back since', async () => {
  const lease = (until: number) => sharedPhone().run((db) => db.put('leases', { name: 'l2', holder: 'killed', until }))
  const work = async (): Promise<string> => 'sent'

  await lease(10_000)
  expect(await leased('l2', work, () => 9_999)).toBe(BUSY)
  expect(await leased('l2', work, () => 10_000)).toBe('sent')

  await lease(9_000_000)
  expect(await leased('l2', work, () => 10_000)).toBe('sent')
})
