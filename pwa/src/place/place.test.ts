import { expect, it } from 'vitest'

import { metresBetween } from './place'

it('knows the length of a degree along a meridian and along a parallel', () => {
  const here = { latDeg: 33, lngDeg: 113 }
  expect(metresBetween(here, here)).toBe(0)
  expect(metresBetween(here, { latDeg: 34, lngDeg: 113 })).toBeCloseTo(111_195, -1)
  expect(metresBetween(here, { latDeg: 33, lngDeg: 114 })).toBeCloseTo(93_254, -2)
})
