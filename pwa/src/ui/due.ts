/** How a deadline looks: shape, word, figure. The colour alone says nothing. */
import type { IconName } from './icons'
import { dayOf } from './when'
import { t } from './pillWords'

import type { ColourWord } from '@/due/colours'
import { civilDay } from '@/due/days'
import type { ReckonedDue } from '@/due/useDue'

const SHAPES: Record<ColourWord, IconName> = { blue: 'dot', yellow: 'tri', red: 'sq', stop: 'pause' }

export function shapeOf(word: ColourWord): IconName {
  return SHAPES[word]
}

/**
 * 「黄 剩 1 个工作日」. `reckoned` null: only the word is known.
 * `dense`: 「天」 instead of 「个工作日」, for tables whose foot says 「天指工作日」.
 */
export function dueWords(word: ColourWord, reckoned: ReckonedDue | null, now: Date, dense = false): string {
  if (word === 'stop') return `${t('stop')} ${t('dueStop')}`
  const parts = [t(word), reckoned ? figureOf(reckoned, now, dense) : '', reckoned?.due.provisional ? t('provisional') : '']
  return parts.filter(Boolean).join(' ')
}

function figureOf({ due, colour, hours }: ReckonedDue, now: Date, dense: boolean): string {
  if (colour.word === 'red') {
    if (colour.overdue > 0) return t(dense ? 'dueOverShort' : 'dueOver', { n: colour.overdue })
    return hours !== null && hours <= -1 ? t('dueOverHours', { n: Math.floor(-hours) }) : t('dueOverNow')
  }
  if (hours !== null) return hours < 1 ? t('dueLeftMinutes', { n: Math.ceil(hours * 60) }) : t('dueLeftHours', { n: Math.floor(hours) })
  if (colour.left > 0) return t(dense ? 'dueLeftShort' : 'dueLeft', { n: colour.left })
  return due.on === civilDay(now) ? t('dueToday') : t('dueOn', { day: dayOf(due.on, now) })
}
