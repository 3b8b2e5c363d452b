import { beforeEach, expect, test } from 'vitest'

import { ask, kept } from './ask'
import { call, openWire, type Standing } from './call'
import { httpPost } from './post'
import { Offline, reach, type Carried, type Carrier, type Sending } from './reach'

import { phoneOf, type Phone } from '@/db/open'
import { afterRefusal } from '@/outbox/letter'
import { letter, photo } from '@/outbox/test/clerk'

interface Asked {
  url: string
  sending: Sending
}

let asked: Asked[]
let log: string[]
let phone: Phone
let phones = 0

const json = (body: unknown, more: Partial<Carried> = {}): Carried => ({
  status: 200, contentType: 'application/json', retryAfter: null, text: JSON.stringify(body), ...more,
})
const answering = (...replies: (Carried | Error)[]): Carrier => async (url, sending) => {
  asked.push({ url: url.href, sending })
  const reply = replies.length > 1 ? replies.shift()! : replies[0]!
  if (reply instanceof Error) throw reply
  return reply
}
const never: Carrier = () => new Promise(() => undefined)
const standing = (more: Partial<Standing> = {}): Partial<Standing> => ({
  grantId: () => 'g-liaison',
  answered: () => log.push('answered'),
  unreached: () => log.push('unreached'),
  signedOut: () => log.push('signed out'),
  ...more,
})
const refused = (remedy: string, code = 'stale') => ({ __typename: 'Refused', code, message: '已被别人改过', remedy, field: null, facts: { version: 3 } })
const ended = json({ data: { me: refused('SIGN_IN', 'sign_in_needed') } })
const units = { __typename: 'UnitList', items: [] }
const page = json('<html>', { contentType: 'text/html', status: 200 })

beforeEach(() => {
  asked = []
  log = []
  phones += 1
  phone = phoneOf(`wire-${phones}`)
})

test('an operation goes by its id, under the acting grant, to where the app lives', async () => {
  openWire(standing(), answering(json({ data: { units } })))

  expect(await call('Units')).toEqual({ kind: 'answer', value: units })

  expect(asked[0]).toMatchObject({ url: 'http://localhost:3000/graphql', sending: { headers: { 'x-acting-grant': 'g-liaison' } } })
  expect(JSON.parse(String(asked[0]!.sending.body))).toEqual({ id: expect.stringMatching(/^[0-9a-f]{64}$/), variables: {} })
  expect(log).toEqual(['answered'])
})

test('a refusal comes as it stands, a fault with its number, an ended session is told', async () => {
  openWire(standing(), answering(json({ data: { units: refused('FIX') } }), json({ errors: [{ message: 'x', extensions: { incident: '3fa9' } }] }), ended))

  expect(await call('Units')).toMatchObject({ kind: 'refused', refusal: { code: 'stale', facts: { version: 3 } } })
  expect(await call('Units')).toEqual({ kind: 'fault', incident: '3fa9' })
  expect(await call('Me')).toMatchObject({ kind: 'refused' })
  expect(log).toEqual(['answered', 'answered', 'answered', 'signed out'])
})

test.each<[string, Carried | Error]>([
  ['a captive portal', page],
  ['an answer cut in the middle', json('', { text: '{"data":' })],
  ['an answer that is no object', json([1])],
  ['no network', new TypeError('Failed to fetch')],
])('%s is no answer of ours', async (_, reply) => {
  openWire(standing(), answering(reply))

  expect(await call('Units')).toEqual({ kind: 'offline' })
  expect(log).toEqual(['unreached'])
})

test('a proxy that asks for a pause is heard', async () => {
  const busy = answering({ ...page, status: 503, retryAfter: '90' })

  await expect(reach('graphql', { method: 'POST', headers: {}, timeoutMs: 1 }, busy)).rejects.toMatchObject({ name: 'Offline', retryAfterMs: 90_000 })
})

test('questions are answered by the network, and by the phone when it is away', async () => {
  openWire(standing(), answering(json({ data: { units } }), new TypeError('offline')))

  expect(await ask('Units', {}, { phone })).toMatchObject({ from: 'network', value: units })
  expect(await ask('Units', {}, { phone })).toMatchObject({ from: 'phone', why: 'offline', value: units })
  expect(await kept('Units', {}, phone)).toMatchObject({ value: units })
})

test('a copy belongs to the role that asked, and is closed when reading is locked', async () => {
  let grant = 'g-liaison'
  let open = true
  openWire(standing({ grantId: () => grant, mayRead: () => open }), answering(json({ data: { units } }), new TypeError('offline')))
  await ask('Units', {}, { phone })

  grant = 'g-admin'
  expect(await ask('Units', {}, { phone })).toEqual({ kind: 'offline' })
  grant = 'g-liaison'
  open = false
  expect(await ask('Units', {}, { phone })).toEqual({ kind: 'offline' })
})

test('a slow network does not keep a copy from the screen, and its answer still comes', async () => {
  const fresh: unknown[] = []
  let answer: (reply: Carried) => void = () => undefined
  openWire(standing(), answering(json({ data: { units } })))
  await ask('Units', {}, { phone })
  openWire(standing(), () => new Promise((resolve) => (answer = resolve)))

  const shown = await ask('Units', {}, { phone, copyAfterMs: 0, fresh: (late) => fresh.push(late) })
  expect(shown).toMatchObject({ from: 'phone', why: 'slow' })

  answer(json({ data: { units: { ...units, items: [1] } } }))
  await expect.poll(() => fresh).toMatchObject([{ from: 'network', value: { items: [1] } }])
})

test('a refusal is never covered by a copy', async () => {
  openWire(standing(), answering(json({ data: { units } }), json({ data: { units: refused('STOP', 'not_allowed') } })))
  await ask('Units', {}, { phone })

  expect(await ask('Units', {}, { phone })).toMatchObject({ kind: 'refused', refusal: { code: 'not_allowed' } })
})

const tooOld = json({ errors: [{ message: '请更新', extensions: { code: 'unknown_document', remedy: 'RETRY' } }] }, { status: 400 })

test('an app that is too old is told, and goes on with what it keeps', async () => {
  const hear = standing({ tooOld: () => log.push('too old') })
  openWire(hear, answering(json({ data: { units } }), tooOld))
  await ask('Units', {}, { phone })
  log = []

  expect(await ask('Units', {}, { phone })).toMatchObject({ kind: 'answer', from: 'phone', why: 'fault', value: units })
  expect(await call('Units')).toMatchObject({ kind: 'refused', refusal: { code: 'unknown_document' } })
  expect(log).toEqual(['answered', 'too old', 'answered', 'too old'])
})

test('without a copy the question waits for the network', async () => {
  openWire(standing(), never)

  const first = await Promise.race([ask('Units', {}, { phone, copyAfterMs: 0 }), phone.run((db) => db.count('cache'))])

  expect(first).toBe(0)
})

const sealed = letter(1, { photoIds: ['p1'] })
const own = photo('p1', { sha256: 'aa' })
const receipt = { __typename: 'Receipt', id: '1', version: 1, state: 'PENDING', number: null, photos: [{ id: 'p1', sha256: 'aa', rawSha256: null }] }
const sendWith = (result: unknown) => httpPost(answering(json({ data: { logVisit: result } }))).send(sealed, [own])

test('a letter is taken when the receipt names its subject and every photo', async () => {
  expect(await sendWith(receipt)).toMatchObject({ kind: 'taken', receipt: { state: 'PENDING' } })
  expect(asked[0]!.sending.headers).toMatchObject({ 'x-acting-grant': 'g' })
})

test.each([
  ['another subject', { ...receipt, id: '2' }],
  ['a photo missing', { ...receipt, photos: [] }],
  ['other bytes', { ...receipt, photos: [{ id: 'p1', sha256: 'bb' }] }],
  ['an unknown type', { __typename: 'Whatever' }],
  ['nothing', null],
])('a letter stays when the receipt names %s', async (_, result) => {
  expect(await sendWith(result)).toMatchObject({ kind: 'fault' })
})

test('a photo that the server converted counts by either of its hashes', async () => {
  const raw = photo('p1', { sha256: 'raw', mime: '', evidenceSha256: 'jpeg' })
  const post = (names: object) => httpPost(answering(json({ data: { logVisit: { ...receipt, photos: [{ id: 'p1', ...names }] } } })))

  expect(await post({ sha256: 'jpeg', rawSha256: 'raw' }).send(sealed, [raw])).toMatchObject({ kind: 'taken' })
  expect(await post({ sha256: 'jpeg' }).send(sealed, [raw])).toMatchObject({ kind: 'taken' })
  expect(await post({ sha256: 'other' }).send(sealed, [raw])).toMatchObject({ kind: 'fault' })
})

test('what the content of a letter breaks comes back to the person', async () => {
  const wrong = { errors: [{ message: '格式不对', extensions: { code: 'bad_variables', remedy: 'FIX' } }] }
  const post = httpPost(answering(json(wrong)))

  expect(await post.send(sealed, [])).toMatchObject({ kind: 'refused', refusal: { code: 'bad_variables', remedy: 'FIX' } })
})

test('a letter of an app that is too old is not handed back: it waits for the update', async () => {
  const sent = await httpPost(answering(tooOld)).send(sealed, [])

  expect(sent).toMatchObject({ kind: 'refused', refusal: { code: 'unknown_document' } })
  const { state, dueAt } = afterRefusal(sealed, (sent as Extract<typeof sent, { kind: 'refused' }>).refusal, { now: new Date(sealed.dueAt), random: 0 })
  expect([state, dueAt > sealed.dueAt]).toEqual(['waiting', true])
})

test('a photo is taken by its own id and hash, with what the server keeps instead', async () => {
  const place = { latDeg: 33.7, lngDeg: 113.3, accuracyM: null }
  const post = httpPost(answering(json({ id: 'p1', sha256: 'aa', evidenceSha256: 'jpeg' })))

  expect(await post.putPhoto({ ...own, place })).toEqual({ kind: 'taken', evidenceSha256: 'jpeg' })

  expect(asked[0]).toMatchObject({ url: 'http://localhost:3000/photos/p1', sending: { method: 'PUT', headers: { 'x-sha256': 'aa', 'x-lat': '33.7', 'x-lng': '113.3' } } })
  expect(asked[0]!.sending.headers).not.toHaveProperty('x-accuracy')
  expect(asked[0]!.sending.headers).toHaveProperty('x-taken-at')
})

test('a photo that does not say when it was taken is sent without a time', async () => {
  const post = httpPost(answering(json({ id: 'p1', sha256: 'aa' })))

  await post.putPhoto({ ...own, takenAt: '' })

  expect(asked[0]!.sending.headers).not.toHaveProperty('x-taken-at')
})

test.each<[string, Carried, object]>([
  ['a refusal', json({ code: 'photo_kind', remedy: 'FIX', message: '', field: null, facts: {} }, { status: 415 }), { kind: 'refused' }],
  ['an error with the right words', json({ id: 'p1', sha256: 'aa' }, { status: 500, retryAfter: '5' }), { kind: 'fault', retryAfterMs: 5_000 }],
  ['another photo', json({ id: 'p2', sha256: 'aa' }), { kind: 'fault' }],
  ['other bytes', json({ id: 'p1', sha256: 'bb' }), { kind: 'fault' }],
])('%s does not count as a photo taken', async (_, reply, outcome) => {
  expect(await httpPost(answering(reply)).putPhoto(own)).toMatchObject(outcome)
})

test('a letter meets no network', async () => {
  await expect(httpPost(answering(page)).send(sealed, [])).rejects.toThrow(Offline)
})
