/** Search in the phone's directory: the answer is here at once, with or without a network. */
import { Finder, type Hit } from './finder'
import { directoryReady, streetOf, useDirectory } from './useDirectory'

import { whenIdle } from '@/ui/idle'

export type { Hit } from './finder'

const MOST = 60 // more than one looks through

// Module state: folding three thousand rows costs more than a search, so it is done once for the same rows.
let finder: Finder | null = null
let madeOf: readonly unknown[] = []

/**
 * The enterprises that fit, the best first, the own ones before all others. Waits only on a phone without a directory.
 *
 * `hit.row` is the row of the directory; `hit.marks` are the stretches of its name that were hit.
 */
export async function searchDirectory(text: string, limit = MOST): Promise<Hit[]> {
  await directoryReady()
  return finderNow().find(text, limit)
}

/** The same over what is in memory now; for lists that draw while one types. */
export function finderNow(): Finder {
  const { directory, cards } = useDirectory()
  const source = [directory.value.rows, cards.value]
  if (!finder || source.some((part, at) => part !== madeOf[at])) {
    finder = new Finder(directory.value.rows, new Set(cards.value.map((card) => card.id)), streetOf)
    madeOf = source
  }
  return finder
}

/** Fold the rows while nobody waits, so that the first letter typed is answered as fast as the others. */
export function prepareSearch(): void {
  whenIdle(() => void finderNow())
}
