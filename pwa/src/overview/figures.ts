/** The board's figures: what each is called and of what it is counted, its words, and what stands behind it. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import { queryOf, rateOf, type Look } from '@/ledger/look'

export type Board = ValueOf<'Overview'>
export type Figures = Board['total']
export type Name = Exclude<keyof Figures, '__typename'>
/** Whose figures: a unit's, what was solved on the spot, or all together. */
export type Of = { unitId: string } | 'onTheSpot' | 'total'

/** One column of the board; `per`: the denominator, where the figure is a rate. */
export interface Column {
  name: Exclude<Name, 'asked' | 'lookedBack'>
  per?: 'asked' | 'lookedBack'
}

export const COLUMNS: readonly Column[] = [
  { name: 'inHand' }, { name: 'yellow' }, { name: 'red' }, { name: 'escalated' }, { name: 'longOverdue' },
  { name: 'closed' }, { name: 'satisfied', per: 'asked' }, { name: 'recurred', per: 'lookedBack' },
]
/** Figures that the leaders' list names one by one. */
export const LISTED: readonly Name[] = ['escalated', 'longOverdue']

const IN_HAND: Look = { states: ['ASSIGNED', 'IN_PROGRESS', 'SUSPENDED'] }
const LOOKS: Partial<Record<Name, Look>> = {
  inHand: IN_HAND,
  yellow: { ...IN_HAND, colours: ['yellow'] },
  red: { ...IN_HAND, colours: ['red'] },
  closed: { states: ['CLOSED'] },
  satisfied: { states: ['CLOSED'], satisfied: true },
  recurred: { recurred: true },
}
const PER: Partial<Record<Name, Look>> = {
  asked: { states: ['CLOSED'], asked: true },
  lookedBack: { lookedBack: true },
}

/** 「12」, 「18 / 20（90%）」, 「不显示」. */
export function wordsOf({ name, per }: Column, figures: Figures): string {
  const n = figures[name]
  if (per === undefined) return n === null ? t('hidden') : String(n)
  const of = figures[per]
  if (of === null) return t('hidden')
  if (of === 0) return t('noneOf')
  return n === null ? t('hiddenOf', { of }) : t('rate', { n, of, rate: rateOf(n, of) })
}

/** Where a figure leads: the leaders' list, for the office the ledger; null: nowhere, or nothing stands behind it. */
export function behind({ name, per }: Column, figures: Figures, of: Of, office: boolean): string | null {
  const n = figures[name]
  if (LISTED.includes(name)) return n ? listPath(of) : null
  if (!office) return null
  const look = n ? LOOKS[name] : per && figures[per] ? PER[per] : undefined
  if (!look || (of === 'onTheSpot' && name === 'recurred')) return null // it lies with a unit since
  return `/ledger?${new URLSearchParams(queryOf({ ...look, ...lookOf(of) })).toString()}`
}

export function listPath(of: Of): string {
  return typeof of === 'object' ? `/overview/list?unit=${of.unitId}` : '/overview/list'
}

/** What a unit's row says on the phone: only what there is. */
export function briefOf(figures: Figures): string {
  const { inHand, red, escalated } = figures
  const said = [
    inHand === null ? t('inHandHidden') : t('inHandN', { n: inHand }),
    red ? t('redN', { n: red }) : '',
    escalated > 0 ? t('escalatedN', { n: escalated }) : '',
  ]
  return said.filter(Boolean).join(' · ')
}

/** Whether anything of a unit is left out. */
export function isPartial(figures: Figures): boolean {
  return COLUMNS.some(({ name, per }) => figures[name] === null || (per !== undefined && figures[per] === null))
}

function lookOf(of: Of): Look {
  if (of === 'total') return {}
  return of === 'onTheSpot' ? { outcomes: ['on_the_spot'] } : { unitId: of.unitId }
}
