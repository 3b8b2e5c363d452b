/** Letters about an issue that somebody else has changed: which of them still fit, and what the person wrote. Pure. */
import { commandOf } from './commands'
import type { Faced } from './registry'
import type { Issue } from './standing'

import type { Letter } from '@/db/letter'

export interface Written {
  id: string
  title: string
  words: string
  photos: number
}

/** The person's own words in a letter; '' where only a button was tapped. */
export function writtenIn({ id, title, variables, photoIds }: Letter): Written {
  const input = variables.input as Record<string, unknown>
  const words = [input.text, input.whatDone, input.description, input.missing].filter((one) => typeof one === 'string' && one !== '')
  return { id, title, words: words.join('\n'), photos: photoIds.length }
}

export interface Plan {
  again: { id: string; version: number | null }[] // under the present version, in their order
  done: string[] // a tap that somebody else has made meanwhile: nothing of the person's is lost with it
}

/** Null: something that was written does not fit what the issue is now, and is not sent in disguise. */
export function planFor(letters: readonly Letter[], issue: Pick<Issue, 'state' | 'version'> & Faced): Plan | null {
  const plan: Plan = { again: [], done: [] }
  let { allowed, version }: { allowed: readonly string[]; version: number } = issue
  for (const letter of letters) {
    const found = commandOf(letter.operation, issue)
    const { words, photos } = writtenIn(letter)
    if (!found || !allowed.includes(found.name)) {
      if (words || photos) return null
      plan.done.push(letter.id)
      continue
    }
    const versioned = 'expectedVersion' in letter.variables.input
    plan.again.push({ id: letter.id, version: versioned ? version : null })
    if (versioned && found.command.steps) version += 1
    if (found.command.to) allowed = found.command.then ?? []
  }
  return plan
}
