/** A report as the page shows it: pairs of name and words, photos, history. Pure. */
import { t } from './words'

import type { ValueOf } from '@/api/reply'
import { doneAt } from '@/ui/late'
import { momentOf } from '@/ui/when'

export type Visit = ValueOf<'Visit'>
type TimelineLine = Visit['timeline'][number]

export interface Pair {
  name: string
  words: string
  to?: string
}

export interface HistoryLine {
  key: string
  text: string
  sub: string
  bad: boolean
}

export function visitPairs(visit: Visit, now: Date, isAuthor: boolean): Pair[] {
  const { latest, enterprise, author, place } = visit
  const who = author.standInFor ? t('standIn', { name: author.name, other: author.standInFor }) : author.name
  return [
    { name: t('enterprise'), words: enterprise.name, to: `/enterprises/${enterprise.id}` },
    { name: t('author'), words: isAuthor && !author.standInFor ? '' : [who, author.unitName].filter(Boolean).join(' · ') },
    { name: t('when'), words: `${momentOf(latest.startedAt, now)} ${t(latest.mode)}` },
    { name: t('trigger'), words: t(latest.trigger) },
    { name: t('met'), words: latest.met.map(({ name }) => name).join('、') },
    { name: t('discussed'), words: latest.discussed },
    { name: t('needs'), words: latest.needs },
    { name: t('visitReason'), words: latest.visitReason },
    { name: t('limitReason'), words: latest.limitReason },
    { name: t('place'), words: placeWords(place) },
  ].filter(({ words }) => words !== '')
}

function placeWords(place: Visit['place']): string {
  if (!place) return ''
  return place.accuracyM === null ? t('placeNoted') : t('placeText', { n: Math.round(place.accuracyM) })
}

/** Newest first. What was written offline says when it was written and when it arrived. */
export function history(timeline: readonly TimelineLine[], now: Date): HistoryLine[] {
  return [...timeline]
    .sort((a, b) => Date.parse(b.at) - Date.parse(a.at))
    .map((line, at) => ({
      key: `${line.at} ${at}`,
      text: line.text,
      sub: [line.who, doneAt(line, now)].filter(Boolean).join(' · '),
      bad: line.text.startsWith('退回'),
    }))
}

/** The office's last words about the present revision, if it came back or was praised. */
export function lastReview(visit: Visit): Visit['reviews'][number] | undefined {
  const about = visit.reviews.filter(({ revision }) => revision === visit.latest.number)
  return about[about.length - 1]
}
