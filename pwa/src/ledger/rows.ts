/** What the cells of a row say. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import { civilDay } from '@/due/days'

export type LedgerRow = ValueOf<'Ledger'>['items'][number]
export type LedgerFigures = ValueOf<'LedgerFigures'>

/** The columns that the page has room for, by the names that the office's setting has. */
export const COLUMNS = {
  编号: 'number',
  来源: 'source',
  上报: 'reported',
  企业: 'enterprise',
  问题: 'title',
  责任单位: 'unit',
  责任人: 'handler',
  交办: 'assigned',
  期限: 'due',
  状态: 'state',
  回访: 'said',
} as const
export type Column = (typeof COLUMNS)[keyof typeof COLUMNS]

const ENDED = ['CLOSED', 'REJECTED', 'MERGED', 'REDIRECTED']

/** In the office's order; the number first in any case, because it leads to the issue. */
export function columnsOf(names: readonly string[]): Column[] {
  const known = names.flatMap((name) => COLUMNS[name as keyof typeof COLUMNS] ?? [])
  return ['number', ...known.filter((one) => one !== 'number')]
}

/** 「0119」: the year and the prefix are the same on the whole page. */
export function shortNumber(row: LedgerRow): string {
  return row.number?.split('-').at(-1) ?? t('noNumber')
}

export function titleOf(row: LedgerRow): string {
  return row.hidden.includes('title') ? t('hidden') : row.title
}

export function enterpriseOf(row: LedgerRow): string {
  return row.hidden.includes('enterprise') ? t('hidden') : (row.enterprise?.name ?? '')
}

export function unitOf(row: LedgerRow): string {
  if (row.outcome === 'on_the_spot') return t('onTheSpot')
  return row.leadUnit?.name ?? (isOpen(row) ? t('unassigned') : '')
}

export function isOpen(row: LedgerRow): boolean {
  return !ENDED.includes(row.state)
}

/** Whether the state is told by its deadline: a unit is at work, or the office is to decide. */
export function showsDue(row: LedgerRow): boolean {
  return row.due !== null && ['ASSIGNED', 'IN_PROGRESS', 'SUSPENDED'].includes(row.state)
}

export function saidOf(row: LedgerRow): string {
  if (row.said === '') return ''
  const said = t(`said${row.said}` as 'saidsatisfied')
  return row.saidByLink ? t('byLink', { said }) : said
}

/** The plain words of a cell; number and state have shapes of their own. */
export function cellOf(column: Column, row: LedgerRow, now: Date): string {
  switch (column) {
    case 'number': return shortNumber(row)
    case 'source': return t(`source${row.source}`)
    case 'reported': return shortDay(row.reportedAt, now)
    case 'enterprise': return enterpriseOf(row)
    case 'title': return titleOf(row)
    case 'unit': return unitOf(row)
    case 'handler': return row.handlerName ?? ''
    case 'assigned': return row.assignedAt ? shortDay(row.assignedAt, now) : ''
    case 'due': return dueOf(row, now)
    case 'state': return ''
    case 'said': return saidOf(row)
  }
}

function dueOf(row: LedgerRow, now: Date): string {
  if (row.state === 'SUSPENDED') return t('notCounted')
  return row.due && isOpen(row) ? shortDay(row.due.at, now) : ''
}

/** 「11-20」, the year only when it is another: columns of days are compared by eye. */
function shortDay(at: string, now: Date): string {
  const day = civilDay(new Date(at))
  return day.slice(0, 4) === civilDay(now).slice(0, 4) ? day.slice(5) : day
}
