/** Commands of the office that are one sentence: what is asked, how much may be said, what the button says. */
import { t } from './words'

import type { IssueOperation } from '@/issues/useCommand'

export interface WordsDeed {
  operation: IssueOperation
  name: () => string
  label: () => string
  help: () => string
  send: () => string
  said: () => string
  least: number
  most: number
  undoable?: boolean
  unversioned?: boolean
}

export type WordsCommand = 'return' | 'urge' | 'escalate' | 'reject_response' | 'answer' | 'resume' | 'refuse_request'

function deed(operation: IssueOperation, key: 'return' | 'urge' | 'escalate' | 'again' | 'answer' | 'resume' | 'refuse', rest: Pick<WordsDeed, 'least' | 'most' | 'undoable' | 'unversioned'>): WordsDeed {
  const named = (part: 'Name' | 'Label' | 'Help' | 'Send' | 'Said') => () => t(`${key}${part}`)
  return { operation, name: named('Name'), label: named('Label'), help: named('Help'), send: named('Send'), said: named('Said'), ...rest }
}

export const WORDS_DEEDS: Record<WordsCommand, WordsDeed> = {
  return: deed('ReturnIssue', 'return', { least: 2, most: 300, undoable: true }),
  urge: deed('UrgeIssue', 'urge', { least: 0, most: 200, unversioned: true }),
  escalate: deed('EscalateIssue', 'escalate', { least: 2, most: 300 }),
  reject_response: deed('RejectResponse', 'again', { least: 2, most: 300 }),
  answer: deed('AnswerIssue', 'answer', { least: 2, most: 300 }),
  resume: deed('ResumeIssue', 'resume', { least: 0, most: 300 }),
  refuse_request: deed('RefuseRequest', 'refuse', { least: 2, most: 300 }),
}
