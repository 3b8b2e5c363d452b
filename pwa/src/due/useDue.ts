/** A due date on the page: reckoned here from its inputs, moving with the clock, also without a network. */
import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue'

import { byHours, colourOf, type Colour, type ColourWord, type Standing } from './colours'
import { civilDay, type WorkingDays } from './days'
import { dueOf, inputsOf, type Due, type DueInputs } from './deadlines'
import { sentenceOf } from './sentence'
import { useWorkingDays } from './useWorkingDays'

/** As the API tells a due date. */
export interface ToldDue {
  at: string
  provisional: boolean
  inputs: object
  colour?: string
}

export interface DueProps {
  due: ToldDue | null // null: nothing is due, and nothing is shown
  suspended?: boolean
  notedAt?: string | null
  sentBack?: number | boolean
}

export interface ReckonedDue {
  inputs: DueInputs
  due: Due
  colour: Colour
  hours: number | null // left (negative: past) when hours count; null when working days do
}

const MINUTE_MS = 60_000

// Module state: one clock for all the due dates of a page; it runs while one of them is shown.
const now = shallowRef(new Date())
let watchers = 0
let ticking: ReturnType<typeof setInterval> | undefined

/** The time, a minute at a time; at once when the page is seen again. */
export function useMinutes(): Readonly<typeof now> {
  const tick = () => document.visibilityState === 'visible' && (now.value = new Date())
  if (watchers === 0) now.value = new Date()
  watchers += 1
  ticking ??= setInterval(tick, MINUTE_MS)
  document.addEventListener('visibilitychange', tick)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', tick)
    watchers -= 1
    if (watchers > 0) return
    clearInterval(ticking)
    ticking = undefined
  })
  return now
}

export function standingOf({ suspended, notedAt, sentBack }: Omit<DueProps, 'due'>): Standing {
  return { suspended, lastNote: notedAt ? civilDay(new Date(notedAt)) : null, sentBack: Boolean(sentBack) && !suspended }
}

export function reckon(told: ToldDue, days: WorkingDays, at: Date, standing: Standing): ReckonedDue | null {
  const inputs = inputsOf(told.inputs)
  if (!inputs) return null
  const due = dueOf(inputs, days)
  const hours = byHours(inputs) ? (due.at.getTime() - at.getTime()) / (60 * MINUTE_MS) : null
  return { inputs, due, colour: colourOf(due, inputs, at, days, standing), hours }
}

/** Until the calendar is on the phone, and for inputs that this version does not know: what the server said. */
export function useDue(props: DueProps): {
  reckoned: ComputedRef<ReckonedDue | null>
  word: ComputedRef<ColourWord>
  sentence: ComputedRef<string>
} {
  const days = useWorkingDays()
  const minutes = useMinutes()
  const standing = computed(() => standingOf(props))
  const reckoned = computed(() => (days.value && props.due ? reckon(props.due, days.value, minutes.value, standing.value) : null))
  const word = computed(() => reckoned.value?.colour.word ?? toldWord(props.due, minutes.value))
  const sentence = computed(() => {
    if (!reckoned.value || !days.value) return ''
    return sentenceOf(reckoned.value.due, reckoned.value.inputs, days.value, minutes.value, standing.value)
  })
  return { reckoned, word, sentence }
}

function toldWord(told: ToldDue | null, now: Date): ColourWord {
  const colour = told?.colour
  if (colour === 'stop' || colour === 'yellow' || colour === 'red') return colour
  return told && now > new Date(told.at) ? 'red' : 'blue'
}
