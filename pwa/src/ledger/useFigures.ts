/** The foot's figures of what is looked at. */
import { shallowRef, type ComputedRef } from 'vue'

import { filterOf, type Look } from './look'
import type { LedgerFigures } from './rows'

import { ask, type Answer } from '@/api/ask'
import { phone } from '@/db/open'

/** How asking went wrong. */
export type Trouble = Exclude<Answer<never>, { kind: 'answer' }>

export function useFigures(look: ComputedRef<Look>) {
  const figures = shallowRef<LedgerFigures | null>(null)

  /** What kept them away, if anything did. */
  async function fetchFigures(): Promise<Trouble | null> {
    const wanted = look.value
    figures.value = null
    const answer = await ask('LedgerFigures', { filter: filterOf(wanted) }, { phone: phone() })
    if (wanted !== look.value) return null // asked anew meanwhile
    if (answer.kind !== 'answer') return answer
    figures.value = answer.value
    return null
  }

  return { figures, fetchFigures }
}
