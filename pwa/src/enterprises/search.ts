/** Search in the phone's directory: the answer is here at once, with or without a network. */
import { Finder, type Hit } from './finder'
import { directoryReady, streetOf, useDirectory } from './useDirectory'

import { whenIdle } from '@/ui/idle'

export type { Hit } from './finder'

const MOST = 60 // more than one looks through
const SLICE = 200 // rows folded at a time: a slow phone still scrolls

// Module state: folding three thousand rows costs more than a search, so it is done once for the same rows.
let finder: Finder | null = null
let madeOf: unknown = null

/**
 * The enterprises that fit, the best first, the own ones before all others. Waits only on a phone without a directory.
 *
 * `hit.row` is the row of the directory; `hit.marks` are the stretches of its name that were hit.
 */
export async function searchDirectory(text: string, limit = MOST): Promise<Hit[]> {
  await directoryReady()
  return searchNow(text, limit)
}

/** The same over what is in memory now; for lists that draw while one types. */
export function searchNow(text: string, limit?: number): Hit[] {
  const { cards } = useDirectory()
  return finderNow().find(text, new Set(cards.value.map((card) => card.id)), limit)
}

/** Fold the rows bit by bit while nobody waits, so that the first letter typed is answered as fast as the others. */
export function prepareSearch(): void {
  const begun = finderNow()
  const more = (): void => {
    if (begun === finder && begun.fold(SLICE)) setTimeout(more)
  }
  whenIdle(more)
}

function finderNow(): Finder {
  const { rows } = useDirectory().directory.value
  if (!finder || madeOf !== rows) {
    finder = new Finder(rows, streetOf)
    madeOf = rows
  }
  return finder
}
