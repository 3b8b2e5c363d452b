import { expect, test } from 'vitest'

import { fieldNamed, firstEmpty, listOf, type Field } from './fields'

const FIELDS: Field[] = [
  { name: 'name', label: '姓名', needed: true },
  { name: 'region', label: '区域', needed: true, shown: (values) => values.role === 'LIAISON' },
]

test('a refusal is said at its field while the form shows it', () => {
  expect(fieldNamed(FIELDS, {}, 'input.name')).toBe('name')
  expect(fieldNamed(FIELDS, { role: 'ADMIN' }, 'region')).toBeNull()
  expect(fieldNamed(FIELDS, { role: 'LIAISON' }, 'region')).toBe('region')
  expect(fieldNamed(FIELDS, {}, null)).toBeNull()
})

test('what is hidden is not asked for', () => {
  expect(firstEmpty(FIELDS, { name: ' ' })).toBe('name')
  expect(firstEmpty(FIELDS, { name: '周敏' })).toBeNull()
  expect(firstEmpty(FIELDS, { name: '周敏', role: 'LIAISON' })).toBe('region')
})

test('several choices are one text', () => {
  expect(listOf('OFFICE,STREET')).toEqual(['OFFICE', 'STREET'])
  expect(listOf('')).toEqual([])
})
