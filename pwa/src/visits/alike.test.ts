/** The server and the phone find the same alike: both are held to tests/data/likely_cases.json. */
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, test } from 'vitest'

import { alike, type Said } from './alike'

interface Case {
  name: string
  one: Said
  today: string
  others: { id: string; text: string; enterpriseId: string | null; topic: string; reportedOn: string }[]
  likely: string[]
}

const FILE = resolve(import.meta.dirname, '../../../tests/data/likely_cases.json')
const { cases } = JSON.parse(readFileSync(FILE, 'utf-8')) as { cases: Case[] }

test.each(cases)('$name', ({ one, others, today, likely }) => {
  const told = others.map(({ text, ...other }) => ({ ...other, title: text }))
  expect(alike(one, told, today).map(({ id }) => id)).toEqual(likely)
})
