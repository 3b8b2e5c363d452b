/** The office's calendar on this phone: asked for once a start, kept for when there is no network. */
import { shallowRef, type ShallowRef } from 'vue'

import { workingDaysOf, type KeptWorkingDays, type WorkingDays } from './days'

import { ask, kept } from '@/api/ask'
import { phone } from '@/db/open'

const STALE_AFTER_MS = 3_600_000

// Module state: every due date of the app is reckoned with one calendar.
const days = shallowRef<WorkingDays | null>(null)
let askedAt = 0

/** Null until the calendar is here. */
export function useWorkingDays(): Readonly<ShallowRef<WorkingDays | null>> {
  if (Date.now() - askedAt > STALE_AFTER_MS) void refreshWorkingDays()
  return days
}

/** Ask again: the calendar was changed, or nobody has asked for an hour. */
export async function refreshWorkingDays(): Promise<void> {
  askedAt = Date.now()
  const copy = days.value ? null : await kept('WorkingDays', {}, phone())
  if (copy) take(copy.value)
  const answer = await ask('WorkingDays', {}, { phone: phone(), fresh: (late) => late.kind === 'answer' && take(late.value) })
  if (answer.kind === 'answer') take(answer.value)
  else askedAt = 0 // the next due date that is shown tries again
}

function take(value: KeptWorkingDays): void {
  if (value.version !== days.value?.version) days.value = workingDaysOf(value)
}
