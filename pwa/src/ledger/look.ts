/** What is asked of the ledger stands in the address: a link, a reload or a saved view finds the same rows. Pure. */
import type { IssueSource, IssueState, LedgerFilter, LedgerOrder } from '@/api/types'

export interface Look extends LedgerFilter {
  order?: LedgerOrder
}

export type ViewName = 'voiced' | 'all' | 'overdue' | 'callBack' | 'lookBack' | 'faults'
type Query = Record<string, unknown>

export const SOURCES: readonly IssueSource[] = ['VISIT', 'COMPLAINT', 'REQUEST', 'FAULT_FINDING', 'INSPECTION', 'MEETING']
export const STATES: readonly IssueState[] = [
  'SUBMITTED', 'RETURNED', 'ACCEPTED', 'ASSIGNED', 'IN_PROGRESS', 'SUSPENDED', 'RESPONDED', 'CLOSED', 'REJECTED', 'MERGED', 'REDIRECTED',
]
export const ORDERS: readonly LedgerOrder[] = ['NEWEST', 'DUE', 'NUMBER', 'UNIT']
export const COLOURS = ['blue', 'yellow', 'red', 'stop'] as const
const OUTCOMES: readonly string[] = ['on_the_spot', 'satisfied', 'mostly', 'unreasonable', 'unverified', 'withdrawn', 'rejected', 'merged', 'redirected']
const TEXTS = ['region', 'unitId', 'enterpriseId', 'topic', 'text'] as const
const DAYS = ['from', 'to'] as const
export const FLAGS = ['again', 'overdue', 'lookBack', 'lookedBack', 'recurred', 'asked', 'satisfied'] as const

/** The tabs that everybody has; a unit sees nothing of call-backs and look-backs. */
export const VIEWS: Readonly<Record<ViewName, Look>> = {
  voiced: { sources: ['COMPLAINT', 'REQUEST'] },
  all: {},
  overdue: { overdue: true },
  callBack: { states: ['RESPONDED'] },
  lookBack: { lookBack: true },
  faults: { sources: ['FAULT_FINDING'] },
}
export const UNITS_VIEWS: readonly ViewName[] = ['all', 'overdue', 'callBack']

/** What an address or a saved view asks for; whatever is no condition is left out. */
export function lookOf(query: Query): Look {
  const look: Look = {}
  for (const name of TEXTS) {
    const value = query[name]
    if (typeof value === 'string' && value.trim() !== '') look[name] = value
  }
  for (const name of DAYS) {
    const value = query[name]
    if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)) look[name] = value
  }
  for (const name of FLAGS) if (query[name] === 'yes' || query[name] === true) look[name] = true
  const several = <T extends string>(name: string, known: readonly T[]) => among(query[name], known)
  const parts = { states: several('states', STATES), sources: several('sources', SOURCES), colours: several('colours', COLOURS), outcomes: several('outcomes', OUTCOMES) }
  for (const [name, values] of Object.entries(parts)) if (values.length > 0) Object.assign(look, { [name]: values })
  if ((ORDERS as readonly unknown[]).includes(query.order)) look.order = query.order as LedgerOrder
  return look
}

export function queryOf(look: Look): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(look)) {
    if (value === true) query[name] = 'yes'
    else if (Array.isArray(value)) {
      if (value.length > 0) query[name] = value.join(',')
    } else if (typeof value === 'string' && value.trim() !== '') query[name] = value
  }
  if (query.order === 'NEWEST') delete query.order
  return query
}

/** What the server is asked: the order goes beside it. */
export function filterOf({ order: _order, ...filter }: Look): LedgerFilter {
  return filter
}

/** Whether two looks list the same rows. */
export function same(one: Look, other: Look): boolean {
  const of = (look: Look) => JSON.stringify(Object.entries(queryOf(filterOf(look))).sort(([a], [b]) => (a < b ? -1 : 1)))
  return of(one) === of(other)
}

/** How many conditions are set, the search beside them not counted. */
export function conditions(look: Look): number {
  return Object.keys(queryOf(filterOf({ ...look, text: undefined }))).length
}

/** 「90.2%」: one place, and never 100 % while one is missing. */
export function rateOf(n: number, of: number): string {
  if (of === 0) return ''
  const tenths = Math.floor((n * 1000) / of)
  return tenths % 10 === 0 ? `${tenths / 10}%` : `${(tenths / 10).toFixed(1)}%`
}

function among<T extends string>(value: unknown, known: readonly T[]): T[] {
  const parts = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  return known.filter((one) => parts.includes(one))
}
