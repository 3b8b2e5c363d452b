import { expect, test } from 'vitest'

import { byRow, type Finding } from './importing'

const finding = (row: number, severity: string, column = '手机号'): Finding => ({
  row,
  column,
  severity,
  message: '',
  before: null,
  after: null,
})

test('what is said of one row stands together, rows that are wrong first', () => {
  const rows = byRow([finding(5, 'change'), finding(9, 'wrong'), finding(5, 'change', '职务'), finding(3, 'wrong')])

  expect(rows.map((one) => [one.row, one.wrong, one.findings.length])).toEqual([
    [3, true, 1],
    [9, true, 1],
    [5, false, 2],
  ])
})
