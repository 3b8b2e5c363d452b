import { expect, test } from 'vitest'

import { barOf } from './commands'
import { planFor, writtenIn } from './conflict'
import { figureOf, outcomeGap } from './outcome'
import { draftKeyOf, pathOfDraft } from './paths'
import { standingAfter, versionAfter, type Issue } from './standing'

import type { Letter } from '@/db/letter'

const ASSIGNED = { state: 'ASSIGNED', version: 3, allowed: ['acknowledge', 'decline', 'ask_extension'] } as const
const issue = (change: Partial<Pick<Issue, 'state' | 'version' | 'own'>> & { allowed?: string[] } = {}) =>
  ({ ...ASSIGNED, allowed: [...ASSIGNED.allowed], own: false, ...change }) as unknown as Issue

let order = 0
function letter(operation: Letter['operation'], input: Record<string, unknown> = {}, state: Letter['state'] = 'waiting'): Letter {
  order += 1
  const id = `l${order}`
  return { id, title: operation, operation, subjectId: 'i', order, state, photoIds: [], variables: { input } } as unknown as Letter
}

const SIGNED = () => letter('AcknowledgeIssue', { expectedVersion: 3 })
const NOTED = () => letter('NoteIssue', { text: '接线盒进水' })
const ANSWERED = () => letter('RespondIssue', { expectedVersion: 4, whatDone: '换了接线盒' })

test('behind a signature that waits one goes on as if it had arrived', () => {
  expect(standingAfter(issue(), [SIGNED()])).toEqual({ state: 'IN_PROGRESS', allowed: ['ask_extension', 'note', 'respond'] })
  expect(standingAfter(issue(), [SIGNED(), NOTED()]).allowed).toContain('note')
  expect(standingAfter(issue(), [SIGNED(), NOTED(), ANSWERED()])).toEqual({ state: 'RESPONDED', allowed: [] })
})

test('each stepping letter raises the version that the next expects; a note does not', () => {
  expect(versionAfter(3, [SIGNED(), NOTED()])).toBe(4)
  expect(versionAfter(3, [SIGNED(), NOTED(), ANSWERED()])).toBe(5)
})

test('with a refused letter nothing more is said before it is put right', () => {
  expect(standingAfter(issue(), [letter('AcknowledgeIssue', { expectedVersion: 3 }, 'refused')]).allowed).toEqual([])
})

test('what asked for more time cannot ask again, but works on', () => {
  const after = standingAfter(issue(), [letter('AskExtension', { expectedVersion: 3 })])
  expect(after).toEqual({ state: 'ASSIGNED', allowed: ['acknowledge', 'decline'] })
})

test('three buttons: what cannot be undone first, what says yes last, the rest behind more', () => {
  const names = (allowed: string[]) => {
    const { bar, more } = barOf(allowed, issue())
    return [bar.map(({ name }) => name), more.map(({ name }) => name)]
  }
  expect(names(['acknowledge', 'decline', 'ask_extension'])).toEqual([['decline', 'ask_extension', 'acknowledge'], []])
  expect(names(['note', 'ask_extension', 'ask_suspension', 'respond'])).toEqual([['ask_extension', 'note', 'respond'], ['ask_suspension']])
  expect(names(['support', 'note', 'extend', 'urge', 'transfer'])).toEqual([['transfer', 'extend', 'urge'], ['note', 'support']])
  expect(names(['support'])).toEqual([['support'], []])
  expect(names(['no_such_command'])).toEqual([[], []])
})

test('the author rates where the office calls', () => {
  expect(barOf(['call_back'], issue({ own: true })).bar[0]?.command.operation).toBe('RateIssue')
})

test('overtaken by the unit’s lead: the tap is done, the words go onto the present version', () => {
  const [signed, answered] = [SIGNED(), ANSWERED()]
  const now = issue({ state: 'IN_PROGRESS', version: 4, allowed: ['note', 'respond'] })
  expect(planFor([signed, answered], now)).toEqual({ again: [{ id: answered.id, version: 4 }], done: [signed.id] })
})

test('words that do not fit what it is now are never sent in disguise', () => {
  expect(planFor([ANSWERED()], issue({ state: 'RESPONDED', allowed: [] }))).toBeNull()
  expect(writtenIn(ANSWERED()).words).toBe('换了接线盒')
})

test('figures are whole or empty, however they were typed', () => {
  expect([figureOf(''), figureOf('２２０，０００'), figureOf('1 200')]).toEqual([null, 220000, 1200])
  expect(outcomeGap({ amount: '220 余万', enterprises: '' })).not.toBe('')
  expect(outcomeGap({ amount: '', enterprises: '12' })).toBe('')
})

test('a draft finds its sheet again', () => {
  expect(pathOfDraft(draftKeyOf('ask_extension', 'abc'))).toBe('/issues/abc?do=ask_extension')
  expect(pathOfDraft('visit:abc')).toBeNull()
})

test('where the unit’s lead signs first an answer that waits leaves the issue with the unit', () => {
  const now = { state: 'IN_PROGRESS', version: 4, allowed: ['note', 'respond'], toBeSigned: true } as const
  const after = standingAfter({ ...issue(), ...now, allowed: [...now.allowed] }, [ANSWERED()])
  expect(after).toEqual({ state: 'IN_PROGRESS', allowed: ['note'] })
})

test('the lead signs or hands back; who handles it sends on what nobody has to sign any more', () => {
  const faces = (allowed: string[]) => barOf(allowed, issue({ allowed })).bar.map(({ command }) => command.label())
  expect(faces(['note', 'respond', 'sign', 'return_draft'])).toEqual(['退回修改', '记进展', '签发'])
  expect(faces(['note', 'respond', 'sign'])).toEqual(['记进展', '反馈结果', '报监督室'])
})
