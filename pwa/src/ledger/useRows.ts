/** The rows of what is looked at, thirty more at a time. */
import { ref, shallowRef, type ComputedRef } from 'vue'

import { filterOf, type Look } from './look'
import { columnsOf, type LedgerRow } from './rows'
import type { Trouble } from './useFigures'

import { ask } from '@/api/ask'
import { phone } from '@/db/open'

const PAGE = 30

export function useRows(look: ComputedRef<Look>) {
  const rows = shallowRef<readonly LedgerRow[]>([])
  const columns = shallowRef(columnsOf([]))
  const after = ref<string | null>(null)
  const asOf = shallowRef<Date | null>(null)
  const asking = ref(false)
  const asked = ref(false)
  let turn = 0

  /** What kept them away, if anything did. */
  async function fetchRows(more: boolean): Promise<Trouble | null> {
    const mine = ++turn
    asking.value = true
    const order = look.value.order ?? 'NEWEST'
    const variables = { filter: filterOf(look.value), order, first: PAGE, after: more ? after.value : null }
    const answer = await ask('Ledger', variables, { phone: phone() })
    if (mine !== turn) return null // asked anew meanwhile
    asking.value = false
    if (answer.kind !== 'answer') return answer
    rows.value = more ? [...rows.value, ...answer.value.items] : answer.value.items
    columns.value = columnsOf(answer.value.columns)
    after.value = answer.value.after
    asOf.value = answer.from === 'phone' ? answer.at : null
    asked.value = true
    return null
  }

  function clear(): void {
    rows.value = []
    after.value = null
    asked.value = false
  }

  return { rows, columns, after, asOf, asking, asked, fetchRows, clear }
}
