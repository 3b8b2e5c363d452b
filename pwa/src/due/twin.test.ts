/** The server and the phone reckon alike: both are held to tests/data/due_vectors.json. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { changesOf, colourOf, nextChangeAt, yellowFromDaysLeft } from './colours'
import { workingDaysOf, type KeptWorkingDays } from './days'
import { dueOf, inputsOf, periodOf } from './deadlines'
import { afterWorking, spanOf } from './workingTime'

interface Case {
  inputs: object
  now: string
  standing: { suspended: boolean; lastNote: string | null; sentBack: boolean }
  due: { at: string; on: string; provisional: boolean }
  colour: object
  yellowFrom: number
  next: string | null
  changes: { at: string; to: string }[]
}

const FILE = resolve(import.meta.dirname, '../../../tests/data/due_vectors.json')
const vectors = JSON.parse(readFileSync(FILE, 'utf-8')) as { calendar: KeptWorkingDays; spans: { from: string; span: string; at: string }[]; cases: Case[] }
const days = workingDaysOf(vectors.calendar)

test('there is something to be held to', () => {
  expect(vectors.cases.length).toBeGreaterThan(100)
})

test.each(vectors.cases)('$inputs.period from $inputs.from_at', (said) => {
  const inputs = inputsOf(said.inputs)!
  const due = dueOf(inputs, days)
  const now = new Date(said.now)

  expect({ ...due, at: due.at.toISOString() }).toEqual(said.due)
  expect(colourOf(due, inputs, now, days, said.standing)).toEqual(said.colour)
  expect(yellowFromDaysLeft(due, inputs, days)).toBe(said.yellowFrom)
  expect(nextChangeAt(due, inputs, now, days, said.standing)?.toISOString() ?? null).toBe(said.next)
  const steps = changesOf(due, inputs, days, said.standing.lastNote)
  expect(steps.map((step) => ({ at: step.at.toISOString(), to: step.to }))).toEqual(said.changes)
})

test.each(vectors.spans)('$span of working time from $from', ({ from, span, at }) => {
  expect(afterWorking(spanOf(span)!, new Date(from), days).toISOString()).toBe(at)
})

test('inputs of a kind that is not known explain nothing rather than something wrong', () => {
  expect(inputsOf({})).toBeNull()
  expect(inputsOf({ from_at: '2026-11-17T07:02:00+00:00', period: '2weeks' })).toBeNull()
  expect(periodOf('0wd')).toBeNull()
  expect(['0wh', '91wh', '31wd', '2h', ''].map(spanOf)).toEqual([null, null, null, null, null])
})
