import { expect, it } from 'vitest'

import { spoken, written } from './degrees'

it('a position is read aloud with its hemispheres and copied with its datum', () => {
  expect(spoken({ latDeg: 33.7351, lngDeg: 113.3352 })).toBe('北纬 33.73510°，东经 113.33520°')
  expect(spoken({ latDeg: -33.7351, lngDeg: -113.3352 })).toBe('南纬 33.73510°，西经 113.33520°')
  expect(written({ latDeg: -33.7351, lngDeg: 113.3352 })).toBe('-33.73510, 113.33520 (WGS-84)')
})
