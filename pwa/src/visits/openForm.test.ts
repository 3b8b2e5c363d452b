import { beforeEach, expect, it } from 'vitest'

import { cameBackTo, noteOpenForm, openFormOf } from './openForm'

beforeEach(() => localStorage.clear())

it('comes back to the form once, and only for the person who had it open', () => {
  noteOpenForm({ personId: 'p1', path: '/visits/draft/d1', scrollPx: 40 })

  expect(cameBackTo('/visits/draft/d1', 'p2')).toBe(false)
  expect(cameBackTo('/visits/draft/d2', 'p1')).toBe(false)
  expect(openFormOf('p1')).not.toBeNull()
  expect(cameBackTo('/visits/draft/d1', 'p1')).toBe(true)
  expect(openFormOf('p1')).toBeNull()
  expect(cameBackTo('/visits/draft/d1', 'p1')).toBe(false)
})
