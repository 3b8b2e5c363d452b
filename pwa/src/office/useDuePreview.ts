/** The due date that giving it to a unit now would get, and the period it is reckoned by. */
import { computed, shallowRef, watch } from 'vue'

import { t } from './words'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import type { Urgency } from '@/api/types'
import { phone } from '@/db/open'
import { deadlineOf, momentOf } from '@/ui/when'

export function useDuePreview(urgency: () => Urgency) {
  const preview = shallowRef<ValueOf<'DuePreview'> | null>(null)
  watch(
    urgency,
    async (wanted) => {
      preview.value = null
      const answer = await ask('DuePreview', { urgency: wanted }, { phone: phone() })
      if (wanted === urgency() && answer.kind === 'answer' && answer.from === 'network') preview.value = answer.value // yesterday's date is worse than none
    },
    { immediate: true },
  )
  const period = computed(() => periodOf(preview.value?.inputs))
  const by = computed(() => {
    if (!preview.value) return ''
    const { at, provisional } = preview.value
    const day = period.value?.hours ? momentOf(at, new Date()) : deadlineOf(at, new Date())
    return provisional ? t('provisional', { day }) : day
  })
  const why = computed(() => {
    if (!period.value || !preview.value) return ''
    const until = deadlineOf(preview.value.acknowledgeBy, new Date())
    return t(period.value.hours ? 'dueWhyHours' : 'dueWhyDays', { n: period.value.amount, until })
  })
  return { by, why }
}

/** From the inputs of a due date: "15wd" or "24h". */
export function periodOf(inputs: unknown): { amount: number; hours: boolean } | null {
  const period = typeof inputs === 'object' && inputs !== null && 'period' in inputs ? String(inputs.period) : ''
  const found = /^(\d+)(wd|h)$/.exec(period)
  return found ? { amount: Number(found[1]), hours: found[2] === 'h' } : null
}
