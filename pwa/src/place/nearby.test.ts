import { beforeEach, expect, it, vi } from 'vitest'

import { knownPlace } from './known'
import { lookAround } from './nearby'

const NOW = new Date('2026-11-23T02:41:00Z')
const asked = vi.fn()

function phone(state: PermissionState | 'silent', answer: 'here' | 'nowhere' = 'here'): void {
  const query = async (): Promise<{ state: string }> => {
    if (state === 'silent') throw new TypeError('not a valid permission name')
    return { state }
  }
  vi.stubGlobal('navigator', {
    permissions: { query },
    geolocation: {
      getCurrentPosition(take: PositionCallback, refuse: () => void, options: PositionOptions) {
        asked(options)
        const coords = { latitude: 33.735, longitude: 113.33, accuracy: 40 } as GeolocationCoordinates
        if (answer === 'here') take({ coords, timestamp: NOW.getTime() } as GeolocationPosition)
        else refuse()
      },
    },
  })
}
beforeEach(() => {
  knownPlace.value = null
  asked.mockReset()
})

it('takes the position where it was allowed before, and not again within two minutes', async () => {
  phone('granted')
  await lookAround(NOW)
  await lookAround(new Date(NOW.getTime() + 60_000))

  expect(knownPlace.value).toEqual({ place: { latDeg: 33.735, lngDeg: 113.33, accuracyM: 40 }, at: NOW })
  expect(asked).toHaveBeenCalledOnce()
})

it.each(['prompt', 'denied', 'silent'] as const)('asks nobody where it is %s', async (state) => {
  phone(state)
  await lookAround(NOW)

  expect(asked).not.toHaveBeenCalled()
  expect(knownPlace.value).toBeNull()
})

it('a phone that finds nothing leaves what was known', async () => {
  const before = { place: { latDeg: 1, lngDeg: 2, accuracyM: 3 }, at: new Date('2026-11-23T01:00:00Z') }
  knownPlace.value = before
  phone('granted', 'nowhere')
  await lookAround(NOW)

  expect(knownPlace.value).toEqual(before)
})
