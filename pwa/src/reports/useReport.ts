/** One report by its address: the whole when it was read before or the network is there, else what the list kept. */
import { computed, onMounted, shallowRef } from 'vue'

import { rowsOf, type ReportRow } from './rows'

import { kept } from '@/api/ask'
import { useAnswer } from '@/api/useAnswer'
import { phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'
import { onArrival } from '@/shell/bars'

export function useReport(id: string) {
  const { letters } = useSync()
  const now = new Date()
  const asked = useAnswer('Visit', { id })
  const short = shallowRef<ReportRow | null>(null) // from the list, while the whole is not here

  async function look(): Promise<void> {
    await asked.refresh()
    if (asked.value.value !== null || asked.trouble.value?.kind === 'refused') return
    const list = await kept('MyReports', {}, phone())
    short.value = list ? (rowsOf(list.value, now, new Set()).find((row) => row.id === id) ?? null) : null
  }

  onMounted(look)
  onArrival(() => void look()) // perhaps it is about this one
  return {
    now,
    look,
    short,
    at: asked.at,
    trouble: asked.trouble,
    asking: asked.asking,
    visit: asked.value,
    waiting: computed(() => asked.value.value === null && asked.trouble.value === null),
    /** What makes the visit, while it is still on this phone. */
    first: computed(() => letters.value.find((one) => one.subjectId === id && one.operation === 'LogVisit') ?? null),
    underway: computed(() => letters.value.some(({ subjectId }) => subjectId === id)),
  }
}
