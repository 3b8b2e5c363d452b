/** The settings' editors: which one a key has, its value as text to type, and back. */
import { rulesWords } from '@/due/rules'

export type EditorKind = 'text' | 'number' | 'tiers' | 'topics' | 'deadlines'
export interface Topic {
  code: string
  name: string
}

const NUMBERS = ['public_reports_per_day', 'visits_per_month_limit', 'session_days', 'retention_months_of_positions']

export function editorOf(key: string): EditorKind {
  if (key === 'tiers' || key === 'topics') return key
  if (key === 'deadline_rules') return 'deadlines'
  return NUMBERS.includes(key) ? 'number' : 'text'
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
  return String(value ?? '')
}

/** A topic moved up or down by one; at the end nothing moves. */
export function moved(topics: readonly Topic[], from: number, by: 1 | -1): Topic[] {
  const to = from + by
  const next = [...topics]
  if (to < 0 || to >= next.length) return next
  ;[next[from], next[to]] = [next[to]!, next[from]!]
  return next
}
