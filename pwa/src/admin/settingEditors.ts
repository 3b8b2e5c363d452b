/** The settings' editors: which one a key has, its value as text to type, and back. */
import { ladderWords } from './ladder'

import { rulesWords } from '@/due/rules'

export type EditorKind = 'text' | 'number' | 'tiers' | 'topics' | 'deadlines' | 'ladder' | 'columns'
export interface Topic {
  code: string
  name: string
}

const EDITORS: Readonly<Record<string, EditorKind>> = {
  tiers: 'tiers', topics: 'topics', deadline_rules: 'deadlines', alert_ladder: 'ladder', ledger_columns: 'columns',
}
const NUMBERS = ['public_reports_per_day', 'visits_per_month_limit', 'session_days', 'retention_months_of_positions', 'retention_years_of_photos']

export function editorOf(key: string): EditorKind {
  return EDITORS[key] ?? (NUMBERS.includes(key) ? 'number' : 'text')
}

/** A number as it is kept; null when what was typed is none. */
export function wholeNumber(typed: string): number | null {
  return /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : null
}

/** Three names, whatever came. */
export function tiersIn(value: unknown): [string, string, string] {
  const names = Array.isArray(value) ? value.map(String) : []
  return [names[0] ?? '', names[1] ?? '', names[2] ?? '']
}

export function topicsIn(value: unknown): Topic[] {
  if (!Array.isArray(value)) return []
  return value.map((one: Partial<Topic>) => ({ code: String(one.code ?? ''), name: String(one.name ?? '') }))
}

/** How a value reads in the list. */
export function shown(key: string, value: unknown): string {
  if (key === 'tiers') return tiersIn(value).join('、')
  if (key === 'topics') return topicsIn(value).map((one) => one.name).join('、')
  if (key === 'deadline_rules') return rulesWords(value)
  if (key === 'alert_ladder') return ladderWords(value)
  return String(value ?? '')
}
