import { expect, test } from 'vitest'

import { FEW, foundBy, holdersIn, takersOf, takesAll, type Held, type Units } from './people'

const person = (id: string, name: string, handles = true) => ({ id, name, lead: false, handles })
const UNITS: Units = [
  { unit: { id: 'u1', name: '区住建局' }, people: [person('a', '许承办'), person('b', '白进')] },
  { unit: { id: 'u2', name: '区城市管理局' }, people: [person('a', '许承办'), person('c', '梁以砚', false), person('d', '周局长')] },
]
const issue = (id: string, unit: string) => ({ id, number: null, title: null, state: 'ASSIGNED', dueAt: null, unit: { id: unit, name: '' } }) as const
const held = (...items: ReturnType<typeof issue>[]): Held => ({ __typename: 'HeldIssues', items, total: items.length })

test('who handles for two units is one person with both', () => {
  const holders = holdersIn(UNITS)

  expect(holders.map(({ name }) => name)).toEqual(['许承办', '白进', '梁以砚', '周局长'])
  expect(holders[0]!.units.map(({ name }) => name)).toEqual(['区住建局', '区城市管理局'])
})

test('people are found by name and by unit, a few at once, and the rest is counted', () => {
  const many = holdersIn([{ unit: { id: 'u', name: '区发改委' }, people: Array.from({ length: FEW + 3 }, (_, at) => person(`p${at}`, `王${at}`)) }])

  expect(foundBy(holdersIn(UNITS), ' 城市 ').shown.map(({ name }) => name)).toEqual(['许承办', '梁以砚', '周局长'])
  expect(foundBy(many, '发改').more).toBe(3)
  expect(foundBy(many, '没有这位')).toEqual({ shown: [], more: 0 })
})

test('who takes over handles for the unit now and is not who leaves; whoever takes all comes first', () => {
  const both = held(issue('1', 'u1'), issue('2', 'u2'), issue('3', 'u2'))

  const takers = takersOf(UNITS, both, 'b')

  expect(takers.map(({ name, takes }) => [name, takes])).toEqual([['许承办', 3], ['周局长', 2]])
  expect(takers.map((one) => takesAll(one, both))).toEqual([true, false])
})
