import { expect, test } from 'vitest'

import { dutiesOf, isUndivided } from './duties'
import { PARTS, partsOf } from './parts'
import type { Grant } from '@/session/me'

const admin = (...bundles: string[]): Pick<Grant, 'role' | 'bundles'> => ({ role: 'ADMIN', bundles })

test('each of the three opens only its own parts of the desk', () => {
  expect(partsOf(admin('SYS_ADMIN'))).toEqual(['units', 'regions', 'enterprises', 'handover', 'imports', 'settings'])
  expect(partsOf(admin('SEC_ADMIN'))).toEqual(['people', 'handover', 'imports'])
  expect(partsOf(admin('AUDITOR'))).toEqual(['log'])
})

test('one who is not divided has all of it, nobody else any', () => {
  expect(partsOf(admin())).toEqual([...PARTS])
  expect(isUndivided(admin())).toBe(true)
  expect(isUndivided(admin('SEC_ADMIN'))).toBe(false)
  expect(dutiesOf({ role: 'SUPERVISOR', bundles: ['SYS_ADMIN'] })).toEqual([])
  expect(partsOf(null)).toEqual([])
})
