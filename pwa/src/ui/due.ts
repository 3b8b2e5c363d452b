/** How a deadline looks: shape, word, figure. The colour alone says nothing. */
import type { IconName } from './icons'
import { t } from './words'

export interface Due {
  colour: 'blue' | 'yellow' | 'red' | 'stop'
  workingDays: number // left, or past due when red; 0 is the last day
  provisional?: boolean // counted over a calendar year that is not published yet
}

const SHAPES: Record<Due['colour'], IconName> = { blue: 'dot', yellow: 'tri', red: 'sq', stop: 'pause' }

/** `dense`: 「天」 instead of 「个工作日」, for tables whose foot says 「天指工作日」. */
export function dueWords(due: Due, dense = false): { icon: IconName; words: string } {
  const n = due.workingDays
  const figure =
    due.colour === 'stop'
      ? t('dueStop')
      : due.colour === 'red'
        ? t(dense ? 'dueOverShort' : 'dueOver', { n })
        : n === 0
          ? t('dueToday')
          : t(dense ? 'dueLeftShort' : 'dueLeft', { n })
  const parts = [t(due.colour), figure, due.provisional ? t('provisional') : '']
  return { icon: SHAPES[due.colour], words: parts.filter(Boolean).join(' ') }
}
