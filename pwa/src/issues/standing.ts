/**
 * How an issue stands once the letters that wait on this phone have arrived: its version, its state, and what may be
 * done next. Without it nobody could sign for an issue and go on working on it in a cellar. Pure.
 */
import { COMMANDS, commandOf } from './commands'
import type { Faced } from './registry'

import type { IssueState } from '@/api/types'
import type { ValueOf } from '@/api/reply'
import type { Letter } from '@/db/letter'

export type Issue = ValueOf<'Issue'>
type Waiting = Pick<Letter, 'operation' | 'variables' | 'state' | 'order' | 'subjectId'>

export interface Standing {
  state: IssueState
  allowed: readonly string[]
}

/** Letters about one issue, in the order they leave. */
export function about<L extends Waiting>(letters: readonly L[], issueId: string): L[] {
  return letters.filter(({ subjectId }) => subjectId === issueId).sort((a, b) => a.order - b.order)
}

/** Whether the unit has let the time to sign for it pass. */
export function unsignedInTime({ state, acknowledgeBy }: { state: IssueState; acknowledgeBy: string | null }, now: Date): boolean {
  return state === 'ASSIGNED' && acknowledgeBy !== null && new Date(acknowledgeBy) < now
}

/** What the next command must expect: each stepping letter before it raises the version by one. */
export function versionAfter(version: number, letters: readonly Waiting[]): number {
  return letters.reduce((now, { operation, variables }) => {
    const expected = variables.input.expectedVersion
    return typeof expected === 'number' && commandOf(operation)?.command.steps ? Math.max(now, expected + 1) : now
  }, version)
}

/** With a refused letter nothing more may be said before that one is put right. */
export function standingAfter(issue: Pick<Issue, 'state'> & Faced, letters: readonly Waiting[]): Standing {
  if (letters.some(({ state }) => state === 'refused')) return { state: issue.state, allowed: [] }
  return letters.reduce<Standing>(
    (now, { operation }) => {
      const found = commandOf(operation, issue)
      if (!found) return { ...now, allowed: [] }
      const { name, command } = found
      if (command.to) return { state: command.to, allowed: command.then ?? [] }
      return command.again ? now : { ...now, allowed: now.allowed.filter((one) => one !== name) }
    },
    { state: issue.state, allowed: issue.allowed.filter((name) => COMMANDS[name]) },
  )
}
