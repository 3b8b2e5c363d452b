/** Every command that this app can give, by the name in the life cycle's table. A row that is not here has no button. */
import { authorCommands } from './author'
import type { Command, Faced, Registry } from './registry'
import { unitCommands } from './unit'

import { clueCommands } from '@/clues/issueCommand'
import { officeCommands } from '@/office/commands'

export const COMMANDS: Readonly<Record<string, readonly Command[]>> = joined(officeCommands, unitCommands, authorCommands, clueCommands)

const MOST_IN_BAR = 3
const ORDER = Object.keys(COMMANDS) // what comes first in a registry comes first in a bar

export interface Named {
  name: string
  command: Command
}

/** The face of a command for this issue. */
export function faceOf(name: string, issue: Faced): Command | undefined {
  return COMMANDS[name]?.find(({ when }) => !when || when(issue))
}

/** By the operation that a letter carries; of several faces the one for this issue. */
export function commandOf(operation: string, issue?: Faced): Named | undefined {
  for (const [name, all] of Object.entries(COMMANDS)) {
    const faces = all.filter((one) => one.operation === operation)
    const command = faces.find(({ when }) => !issue || !when || when(issue)) ?? faces[0]
    if (command) return { name, command }
  }
  return undefined
}

/** At most three in the bar, what says yes last, what cannot be undone first; the rest behind 「更多」. */
export function barOf(allowed: readonly string[], issue: Faced): { bar: Named[]; more: Named[] } {
  const found = ORDER.filter((name) => allowed.includes(name)).flatMap((name) => {
    const command = faceOf(name, issue)
    return command ? [{ name, command }] : []
  })
  const primary = found.filter(({ command }) => command.place === 'primary').slice(0, 1)
  const near = found.filter((one) => one.command.place !== 'more' && !primary.includes(one))
  const others = near.length + primary.length > 0 ? near : found // a bar of nothing but 「更多」 hides what little there is
  const chosen = others.slice(0, MOST_IN_BAR - primary.length)
  const left = [...chosen.filter(({ command }) => command.danger), ...chosen.filter(({ command }) => !command.danger)]
  const bar = [...left, ...primary]
  return { bar, more: found.filter((one) => !bar.includes(one)) }
}

/** A row of the table may have a face for the author and another for the office. */
function joined(...registries: Registry[]): Record<string, readonly Command[]> {
  const all: Record<string, readonly Command[]> = {}
  for (const [name, faces] of registries.flatMap((one) => Object.entries(one)))
    all[name] = [...(all[name] ?? []), ...(Array.isArray(faces) ? (faces as readonly Command[]) : [faces as Command])]
  return all
}
