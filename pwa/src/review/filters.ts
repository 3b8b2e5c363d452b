/** What is asked for stands in the address: a link or a reload finds the same records. Pure. */
import type { VisitFilter, VisitState } from '@/api/types'

export interface Look extends VisitFilter {
  authorName?: string // said on the page beside the id
  enterpriseName?: string
}

const TEXTS = ['region', 'unitId', 'authorId', 'authorName', 'enterpriseId', 'enterpriseName', 'text'] as const
const DAYS = ['from', 'to'] as const
const STATES: readonly unknown[] = ['PENDING', 'RETURNED', 'APPROVED'] satisfies VisitState[]

type Query = Record<string, unknown>

/** What an address or a saved filter asks for; whatever is none of a filter is left out. */
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
  if (STATES.includes(query.state)) look.state = query.state as VisitState
  if (query.withProblems === 'yes') look.withProblems = true
  if (query.withProblems === 'no') look.withProblems = false
  return look
}

export function queryOf(look: Look): Record<string, string> {
  const query: Record<string, string> = {}
  for (const [name, value] of Object.entries(look)) {
    if (typeof value === 'boolean') query[name] = value ? 'yes' : 'no'
    else if (typeof value === 'string' && value.trim() !== '') query[name] = value
  }
  return query
}

/** What the server is asked: names are for people only. */
export function filterOf({ authorName: _author, enterpriseName: _enterprise, ...filter }: Look): VisitFilter {
  return filter
}

/** How many conditions are set, the search beside them not counted. */
export function conditions(look: Look): number {
  return Object.entries(filterOf(look)).filter(([name, value]) => name !== 'text' && value !== undefined && value !== null).length
}
