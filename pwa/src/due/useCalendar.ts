/** The office's calendar to be read, and changed by those who may: years, days, one day, a year pasted. */
import { computed, ref, shallowRef } from 'vue'

import type { Day } from './days'
import { refreshWorkingDays, useWorkingDays } from './useWorkingDays'

import { ask } from '@/api/ask'
import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import type { DayKind } from '@/api/types'
import { phone } from '@/db/open'

export type Years = ValueOf<'CalendarYears'>['items']
export type YearReport = ValueOf<'ImportCalendarYear'>

export interface OddDay {
  day: Day
  kind: Exclude<DayKind, 'ORDINARY'>
}

export function useCalendar() {
  const days = useWorkingDays()
  const years = shallowRef<Years | null>(null) // null: not asked yet, or not this person's to change
  const asking = ref(false)

  async function refresh(): Promise<void> {
    asking.value = true
    const [answer] = await Promise.all([ask('CalendarYears', {}, { phone: phone() }), refreshWorkingDays()])
    asking.value = false
    years.value = answer.kind === 'answer' ? answer.value.items : null
  }

  /** Tell the server; what it then says is what the page shows. */
  async function told<T>(reply: Promise<Reply<T>>): Promise<Reply<T>> {
    const said = await reply
    if (said.kind === 'answer') await refresh()
    return said
  }

  const odd = computed<OddDay[]>(() => {
    if (!days.value) return []
    const off = [...days.value.daysOff].map((day) => ({ day, kind: 'OFF' as const }))
    const madeUp = [...days.value.makeUpDays].map((day) => ({ day, kind: 'MAKE_UP' as const }))
    return [...off, ...madeUp].sort((a, b) => (a.day < b.day ? -1 : 1))
  })

  return {
    days,
    years,
    odd,
    asking,
    refresh,
    changeDay: (day: Day, kind: DayKind) => told(call('ChangeCalendarDay', { day, kind })),
    tryYear: (year: number, text: string) => call('ImportCalendarYear', { year, text, dryRun: true }),
    importYear: (year: number, text: string) => told(call('ImportCalendarYear', { year, text, dryRun: false })),
  }
}
