import { beforeEach, expect, test } from 'vitest'

import { router } from './router'
import type { Me } from './session/me'
import { openSession, useSession } from './session/useSession'
import type { Reply, Wire } from './session/wire'

const officer: Me = {
  person: { id: 'p-zhou', name: '周予禾', phone: '10000000012', title: '', unit: null },
  sessionId: 's-1',
  mustChangePassword: false,
  serverTime: '2026-11-23T02:41:00Z',
  grants: [
    {
      id: 'g-1', role: 'HANDLER', label: '经办人', unit: null, region: null, bundles: [],
      fromAt: '2026-01-01T00:00:00Z', untilAt: null, standInFor: null,
    },
  ],
  badges: { unread: 0, pendingReviews: null },
  district: {
    code: '410403', name: '卫东区', hotline: '', numberPrefix: 'WD', visitsPerMonthLimit: 3, sessionDays: 30, retentionMonthsOfPositions: 12,
    retentionYearsOfPhotos: 5, tiers: [], topics: [], regions: [],
  },
}
const over: Reply<never> = {
  kind: 'refused',
  refusal: { code: 'sign_in_needed', message: '登录已过期', remedy: 'SIGN_IN', field: null, facts: {} },
}
let answer: Reply<unknown>
let today: string
const wire = (async () => answer) as Wire

beforeEach(async () => {
  localStorage.clear()
  answer = { kind: 'answer', value: officer }
  today = '2026-11-23T02:41:00Z'
  openSession({ wire, now: () => new Date(today) })
  await router.push('/help')
})

test('who is not signed in is asked to, and comes back to where they wanted to go', async () => {
  await router.push('/me/devices')

  expect(router.currentRoute.value.path).toBe('/sign-in')
  expect(router.currentRoute.value.query.next).toBe('/me/devices')
})

test('each role has its own home', async () => {
  await useSession().signIn('10000000012', 'x')
  await router.push('/')

  expect(router.currentRoute.value.path).toBe('/todo')
})

test('with the initial password there is no way round a new one', async () => {
  answer = { kind: 'answer', value: { ...officer, mustChangePassword: true } }
  await useSession().signIn('10000000012', 'x')
  await router.push('/me')

  expect(router.currentRoute.value.path).toBe('/first-password')
})

test('when the session has ended the person’s own work stays reachable, the server’s copies do not', async () => {
  await useSession().signIn('10000000012', 'x')
  answer = over
  await useSession().refresh()

  await router.push('/me')
  expect(router.currentRoute.value.path).toBe('/me')
  await router.push('/me/devices')
  expect(router.currentRoute.value.path).toBe('/sign-in')
})

test('after 14 days without an answer reading is locked', async () => {
  await useSession().signIn('10000000012', 'x')
  today = '2026-12-08T02:41:00Z'
  openSession({ wire, now: () => new Date(today) })

  await router.push('/me/devices')

  expect(router.currentRoute.value.path).toBe('/locked')
})

test('an address that does not exist says so', async () => {
  await router.push('/no/such/page')

  expect(router.currentRoute.value.matched).toHaveLength(1)
  expect(router.currentRoute.value.path).toBe('/no/such/page')
})
