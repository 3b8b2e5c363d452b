import { beforeEach, expect, test } from 'vitest'

import { knownPersons, readMe } from './keep'
import type { Me } from './me'
import { openSession, useSession } from './useSession'
import type { Reply, SessionOperation, Wire } from './wire'

const officer: Me = {
  person: { id: 'p-zhou', name: '周予禾', phone: '10000000012', title: '', unit: null },
  sessionId: 's-1',
  mustChangePassword: false,
  serverTime: '2026-11-23T02:41:00Z',
  grants: [
    grant('g-liaison', 'LIAISON', '2026-01-01T00:00:00Z', null),
    grant('g-loan', 'SUPERVISOR', '2026-11-20T00:00:00Z', '2026-12-01T00:00:00Z'),
    grant('g-over', 'ADMIN', '2025-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
  ],
  badges: { unread: 0, pendingReviews: null },
  district: {
    code: '410403', name: '卫东区', hotline: '', numberPrefix: 'WD', visitsPerMonthLimit: 3, sessionDays: 30, retentionMonthsOfPositions: 12,
    retentionYearsOfPhotos: 5, tiers: [], topics: [], regions: [],
  },
}

function grant(id: string, role: Me['grants'][number]['role'], fromAt: string, untilAt: string | null): Me['grants'][number] {
  return { id, role, label: id, unit: null, region: null, bundles: [], fromAt, untilAt, standInFor: null }
}

const offline: Reply<never> = { kind: 'offline' }
const over: Reply<never> = {
  kind: 'refused',
  refusal: { code: 'sign_in_needed', message: '登录已过期', remedy: 'SIGN_IN', field: null, facts: {} },
}

let replies: Partial<Record<SessionOperation, Reply<unknown>>>
let sent: [SessionOperation, unknown][]
let left: string[]
let today: string
const wire = (async (operation: SessionOperation, variables?: unknown) => {
  sent.push([operation, variables])
  return replies[operation] ?? offline
}) as Wire

function start(): ReturnType<typeof useSession> {
  openSession({ wire, now: () => new Date(today), leave: async (id) => void left.push(id) })
  return useSession()
}

beforeEach(() => {
  localStorage.clear()
  replies = { SignIn: { kind: 'answer', value: officer } }
  sent = []
  left = []
  today = '2026-11-23T02:41:00Z'
})

test('who has signed in once starts without a network', async () => {
  await start().signIn('100 0000 0012', 'lvshu-4tang')
  replies = {}

  const session = start()
  await session.refresh()

  expect(session.standing.value).toBe('in')
  expect(session.me.value?.person.name).toBe('周予禾')
  expect(sent[0]).toMatchObject(['SignIn', { input: { phone: '10000000012' } }])
})

test('only grants in force can be acted in, and the choice stays on this phone', async () => {
  const session = start()
  await session.signIn('10000000012', 'x')

  expect(session.grants.value.map((one) => one.id)).toEqual(['g-liaison', 'g-loan'])
  session.act('g-loan')
  expect(start().grant.value?.id).toBe('g-loan')

  today = '2026-12-02T00:00:00Z'
  expect(start().grant.value?.id).toBe('g-liaison')
})

test('a session that the server has ended drops its copies and keeps the person', async () => {
  const session = start()
  await session.signIn('10000000012', 'x')
  replies.Me = over

  await session.refresh()

  expect(session.standing.value).toBe('ended')
  expect(session.me.value?.person.id).toBe('p-zhou')
  expect(left).toEqual(['p-zhou'])
})

test('after 14 days without an answer reading is locked, and an answer opens it', async () => {
  await start().signIn('10000000012', 'x')
  today = '2026-12-08T02:41:00Z'

  expect(start().locked.value).toBe(true)

  replies.Me = { kind: 'answer', value: officer }
  const session = start()
  await session.refresh()
  expect(session.locked.value).toBe(false)
})

test('signing out without a network still leaves, and the letters’ owner stays known', async () => {
  const session = start()
  await session.signIn('10000000012', 'x')
  replies = {}

  await session.signOut()

  expect(session.standing.value).toBe('out')
  expect(readMe()).toBeNull()
  expect(knownPersons()).toEqual([{ id: 'p-zhou', tail: '0012' }])
  expect(left).toEqual(['p-zhou'])
})

test('another person signing in drops the copies of the first, and a refusal changes nothing', async () => {
  const session = start()
  await session.signIn('10000000012', 'x')
  replies.SignIn = over
  await session.signIn('10000000034', 'x')
  expect(session.me.value?.person.id).toBe('p-zhou')
  expect(left).toEqual([])

  replies.SignIn = { kind: 'answer', value: { ...officer, person: { ...officer.person, id: 'p-gao' } } }
  await session.signIn('10000000034', 'x')
  expect(session.me.value?.person.id).toBe('p-gao')
  expect(left).toEqual(['p-zhou'])
})

test('the initial password is asked for once', async () => {
  replies.SignIn = { kind: 'answer', value: { ...officer, mustChangePassword: true } }
  replies.SetPassword = { kind: 'answer', value: officer }
  const session = start()
  await session.signIn('10000000012', 'initial-1')
  expect(session.knowsCurrent()).toBe(true)

  await session.setPassword(null, 'lvshu-4tang')

  expect(sent[1]).toEqual(['SetPassword', { input: { current: 'initial-1', new: 'lvshu-4tang' } }])
  expect(session.knowsCurrent()).toBe(false)
})
