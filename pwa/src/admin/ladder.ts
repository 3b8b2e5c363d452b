/** The ladder of an alert (the setting alert_ladder) as steps in the order they are climbed. Pure. */
import { t } from './words'

import type { WorkingDays } from '@/due/days'
import { afterWorking, hoursIn, MOST, spanOf, type WorkingSpan } from '@/due/workingTime'
import { momentOf } from '@/ui/when'

export const RUNGS = ['message', 'sms', 'lead', 'unheard'] as const
export type Rung = (typeof RUNGS)[number]
export interface Climb {
  rung: Rung
  span: WorkingSpan
}

const OFF = 'off'
const RANK: Readonly<Record<Rung, number>> = { message: 0, sms: 0, lead: 1, unheard: 2 } // the person by every way first

/** What is climbed, soonest first; a rung that cannot be read is left out like one that is off. */
export function ladderOf(kept: unknown): Climb[] {
  const texts = (typeof kept === 'object' && kept !== null ? kept : {}) as Partial<Record<Rung, unknown>>
  const read = RUNGS.flatMap((rung) => {
    const span = spanOf(String(texts[rung] ?? OFF))
    return span ? [{ rung, span }] : []
  })
  return read.sort((a, b) => hoursIn(a.span) - hoursIn(b.span))
}

/** As the setting keeps it: "2wh", "1wd", "off". */
export function keptLadder(climbs: readonly Climb[]): Record<Rung, string> {
  const span = (rung: Rung) => climbs.find((one) => one.rung === rung)?.span
  const text = (one: WorkingSpan | undefined) => (one ? `${one.amount}${one.unit}` : OFF)
  return Object.fromEntries(RUNGS.map((rung) => [rung, text(span(rung))])) as Record<Rung, string>
}

/** Moved: the times stay at their places, the ways of telling change them. */
export function reordered(climbs: readonly Climb[], from: number, to: number): Climb[] {
  const rungs = climbs.map(({ rung }) => rung)
  rungs.splice(to, 0, ...rungs.splice(from, 1))
  return climbs.map(({ span }, place) => ({ rung: rungs[place]!, span }))
}

/** A rung that was off comes where it belongs, a working day after what stands before it. */
export function added(climbs: readonly Climb[], rung: Rung): Climb[] {
  const place = climbs.findIndex((one) => RANK[one.rung] > RANK[rung])
  const at = place < 0 ? climbs.length : place
  const before = climbs[at - 1]?.span
  const next = climbs[at]?.span
  const span: WorkingSpan = before?.unit === 'wd' ? { amount: Math.min(before.amount + 1, MOST.wd), unit: 'wd' } : { amount: 1, unit: 'wd' }
  const fits = next && hoursIn(next) < hoursIn(span) ? next : span
  return [...climbs.slice(0, at), { rung, span: fits }, ...climbs.slice(at)]
}

/** What stands in the way of keeping it: at which rung, in words. */
export function faultIn(climbs: readonly Climb[]): { rung: Rung; text: string } | null {
  for (const [place, { rung, span }] of climbs.entries()) {
    const [before, name] = [climbs[place - 1], rungName(rung)]
    if (span.amount < 1) return { rung, text: t('ladderNoTime', { name }) }
    if (span.amount > MOST[span.unit]) return { rung, text: t('ladderTooLong', { name, n: MOST[span.unit], unit: unitName(span.unit) }) }
    if (!before) continue
    if (RANK[rung] < RANK[before.rung]) return { rung, text: before.rung === 'unheard' ? t('ladderListLast') : t('ladderLeadAfter') }
    if (hoursIn(span) < hoursIn(before.span)) return { rung, text: t('ladderSooner', { name, before: rungName(before.rung) }) }
  }
  return null
}

/** What happens when, for an alert that leaves at `start` and that nobody reads. */
export function previewOf(climbs: readonly Climb[], start: Date, days: WorkingDays, now: Date): string {
  const moment = (at: Date) => momentOf(at, now)
  const steps = climbs.map(({ rung, span }) => t(`then_${rung}`, { moment: moment(afterWorking(span, start, days)) }))
  return [t('previewStart', { moment: moment(start) }), ...steps].join('；') + t('previewEnd')
}

export function spanWords({ amount, unit }: WorkingSpan): string {
  return `${amount} ${unitName(unit)}`
}

export function ladderWords(kept: unknown): string {
  return ladderOf(kept).map(({ rung, span }) => `${rungName(rung)} ${spanWords(span)}`).join('、')
}

export function rungName(rung: Rung): string {
  return t(`rung_${rung}`)
}

export function unitName(unit: WorkingSpan['unit']): string {
  return t(`span_${unit}`)
}
