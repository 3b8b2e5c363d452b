/** The periods that the office gives, by what is to be done: keys of the setting deadline_rules. */
import { periodOf, type Period } from './deadlines'
import { periodWords } from './sentence'
import { t } from './words'

export const RULES = [
  'decide', 'author_amends', 'acknowledge', 'normal', 'complex', 'urgent_24h', 'urgent_2h',
  'look_at_response', 'answer', 'call_back', 'clue_acknowledge',
] as const
export type Rule = (typeof RULES)[number]
export type Rules = Record<Rule, Period>

/** What a period may be measured in. */
export function periodUnits(): { value: Period['unit']; label: string }[] {
  return [{ value: 'wd', label: t('unitDays') }, { value: 'h', label: t('unitHours') }]
}

export function ruleName(rule: Rule): string {
  return t(`rule_${rule}`)
}

/** Whatever came, every rule has a period; one that cannot be read is one working day. */
export function rulesOf(kept: unknown): Rules {
  const texts = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Record<Rule, string>>
  const read = (rule: Rule) => periodOf(String(texts[rule] ?? '')) ?? { amount: 1, unit: 'wd' as const }
  return Object.fromEntries(RULES.map((rule) => [rule, read(rule)])) as Rules
}

/** As the setting keeps them: "15wd", "24h". */
export function keptRules(rules: Rules): Record<Rule, string> {
  const texts = RULES.map((rule) => [rule, `${rules[rule].amount}${rules[rule].unit}`])
  return Object.fromEntries(texts) as Record<Rule, string>
}

export function rulesWords(kept: unknown): string {
  const rules = rulesOf(kept)
  return RULES.map((rule) => `${ruleName(rule)} ${periodWords(rules[rule])}`).join('、')
}
