/** What the author may do with their own report, as letters: withdraw, resubmit, object, rate, ask for a look-back. */
import type { MyIssue } from './rows'
import { t } from './words'

import type { Rating } from '@/api/types'
import { newId } from '@/db/ids'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import { seal } from '@/outbox/seal'

export const HOLD_MS = 10_000
export interface Author {
  personId: string
  grantId: string
}
type Subject = Pick<MyIssue, 'id' | 'version' | 'title'>

const about = ({ id, version }: Subject) => ({ commandId: newId(), issueId: id, expectedVersion: version })

/** Waits ten seconds on the phone, and can be taken back until then. */
export function withdraw(phone: Phone, issue: Subject, by: Author, now: Date): Promise<Letter> {
  const deed = { operation: 'WithdrawIssue', input: { ...about(issue), text: '' }, subjectId: issue.id, title: titleOf('withdraw', issue) } as const
  return seal(phone, { ...by, ...deed, holdMs: HOLD_MS }, now)
}

export function rate(phone: Phone, issue: Subject, said: { rating: Rating; missing: string }, by: Author, now: Date): Promise<Letter> {
  const input = { ...about(issue), rating: said.rating, missing: said.missing.trim() }
  return seal(phone, { ...by, operation: 'RateIssue', input, subjectId: issue.id, title: titleOf('rate', issue) }, now)
}

export type Telling = 'resubmit' | 'object' | 'lookBack'

/** The deeds that say something and nothing else. */
export function tell(phone: Phone, telling: Telling, issue: Subject, text: string, by: Author, now: Date): Promise<Letter> {
  const [base, said] = [{ ...by, subjectId: issue.id, title: titleOf(telling, issue) }, text.trim()]
  switch (telling) {
    case 'resubmit':
      return seal(phone, { ...base, operation: 'ResubmitIssue', input: { ...about(issue), description: said, photoIds: [] } }, now)
    case 'object':
      return seal(phone, { ...base, operation: 'ObjectIssue', input: { ...about(issue), text: said } }, now)
    case 'lookBack':
      return seal(phone, { ...base, operation: 'AskLookBack', input: { ...about(issue), text: said } }, now)
  }
}

function titleOf(deed: Telling | 'rate' | 'withdraw', { title }: Subject): string {
  return `${t(deed)} ${title}`
}
