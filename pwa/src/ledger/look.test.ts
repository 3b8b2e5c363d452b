import { describe, expect, it } from 'vitest'

import { conditions, filterOf, lookOf, queryOf, rateOf, same, VIEWS } from './look'

describe('what is asked of the ledger', () => {
  it('stands in the address and comes back from it', () => {
    const look = { sources: ['COMPLAINT' as const, 'REQUEST' as const], overdue: true, from: '2026-01-01', text: '路灯', order: 'DUE' as const }
    expect(lookOf(queryOf(look))).toEqual({ ...look })
    expect(queryOf({ order: 'NEWEST', states: [] })).toEqual({})
  })

  it('takes nothing from an address that is no condition', () => {
    expect(lookOf({ from: 'yesterday', states: 'NOWHERE', order: 'PERSON', overdue: 'maybe', colours: ['red', 'purple'] })).toEqual({ colours: ['red'] })
  })

  it('is the view whose rows it lists, in whatever order', () => {
    expect(same(lookOf({ sources: 'REQUEST,COMPLAINT', order: 'UNIT' }), VIEWS.voiced)).toBe(true)
    expect(same({ text: '' }, VIEWS.all)).toBe(true)
    expect(same({ overdue: true }, VIEWS.all)).toBe(false)
  })

  it('counts its conditions without the search and the order', () => {
    expect(conditions({ text: '路灯', order: 'DUE', unitId: 'u', states: ['CLOSED'] })).toBe(2)
    expect(filterOf({ order: 'DUE', again: true })).toEqual({ again: true })
  })

  it('never rounds a rate up to all of them', () => {
    expect([rateOf(74, 82), rateOf(75, 75), rateOf(999, 1000), rateOf(9999, 10000), rateOf(0, 0)]).toEqual(['90.2%', '100%', '99.9%', '99.9%', ''])
  })
})
