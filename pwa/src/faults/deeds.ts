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
export type Subject = Pick<MyIssue, 'id' | 'version' | 'title'>

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

export const TELLINGS = ['resubmit', 'object', 'lookBack'] as const
export type Telling = (typeof TELLINGS)[number]
interface Told {
  text: string
  photoIds: string[]
  draftKey: string // the words are there again when the server does not take them
}

/** The deeds that say something; photos go with what is resubmitted alone. */
export function tell(phone: Phone, what: { telling: Telling; issue: Subject; by: Author }, told: Told, now: Date): Promise<Letter> {
  const { telling, issue, by } = what
  const { photoIds, draftKey } = told
  const [base, text] = [{ ...by, subjectId: issue.id, title: titleOf(telling, issue), draftKey }, told.text.trim()]
  switch (telling) {
    case 'resubmit':
      return seal(phone, { ...base, operation: 'ResubmitIssue', photoIds, input: { ...about(issue), description: text, photoIds } }, now)
    case 'object':
      return seal(phone, { ...base, operation: 'ObjectIssue', input: { ...about(issue), text } }, now)
    case 'lookBack':
      return seal(phone, { ...base, operation: 'AskLookBack', input: { ...about(issue), text } }, now)
  }
}

function titleOf(deed: Telling | 'rate' | 'withdraw', { title }: Subject): string {
  return `${t(deed)} ${title}`
}
