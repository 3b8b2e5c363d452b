/** Every command that this app can give, by the name in the life cycle's table. A row that is not here has no button. */
import type { Command, Registry } from './registry'
import { unitCommands } from './unit'

import type { ValueOf } from '@/api/reply'
import { officeCommands } from '@/office/commands'

export const COMMANDS: Registry = { ...unitCommands, ...officeCommands }

const MOST_IN_BAR = 3

export interface Named {
  name: string
  command: Command
}

/** The face of a command for this issue. */
export function faceOf(name: string, issue: ValueOf<'Issue'>): Command | undefined {
  return faces(name).find(({ when }) => !when || when(issue))
}

export function commandOf(operation: string): Command | undefined {
  return Object.keys(COMMANDS).flatMap(faces).find((one) => one.operation === operation)
}

/** At most three in the bar, what says yes last, what cannot be undone first; the rest behind 「更多」. */
export function barOf(allowed: readonly string[], issue: ValueOf<'Issue'>): { bar: Named[]; more: Named[] } {
  const found = allowed.flatMap((name) => {
    const command = faceOf(name, issue)
    return command ? [{ name, command }] : []
  })
  const primary = found.filter(({ command }) => command.place === 'primary').slice(0, 1)
  const others = found.filter((one) => one.command.place !== 'more' && !primary.includes(one))
  const chosen = others.slice(0, MOST_IN_BAR - primary.length)
  const left = [...chosen.filter(({ command }) => command.danger), ...chosen.filter(({ command }) => !command.danger)]
  const bar = [...left, ...primary]
  return { bar, more: found.filter((one) => !bar.includes(one)) }
}

function faces(name: string): readonly Command[] {
  const one = COMMANDS[name]
  return one === undefined ? [] : Array.isArray(one) ? (one as readonly Command[]) : [one as Command]
}
