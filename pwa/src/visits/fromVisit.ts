/** A visit as the server has it, opened for amending. Pure. */
import { everyoneMet, type VisitDraft } from './draft'

import type { ValueOf } from '@/api/reply'

export type SentVisit = ValueOf<'Visit'>

/** The whole content again: what the person leaves alone is sent as it was, photos by their ids. */
export function draftFrom(visit: SentVisit): VisitDraft {
  const { latest } = visit
  const others = latest.met.filter(({ contactId }) => contactId === null).map(({ name }) => name)
  const photoIds = visit.photos.map(({ id }) => id)
  return {
    v: 1,
    id: visit.id,
    amends: {
      version: visit.version,
      returnedFor: returnedFor(visit),
      told: visit.issues.map(({ id, title, number }) => ({ id, title, number })),
      serverPhotos: photoIds,
      enterpriseId: visit.enterprise.id,
    },
    enterprise: { id: visit.enterprise.id, name: visit.enterprise.name },
    startedAt: latest.startedAt,
    mode: latest.mode,
    trigger: latest.trigger,
    met: latest.met.filter(({ contactId }) => contactId !== null).map(({ contactId, name }) => ({ contactId, name })),
    othersOpen: others.length > 0,
    others: others.join('、'),
    discussed: latest.discussed,
    needs: latest.needs,
    visitReason: latest.visitReason,
    limitReason: latest.limitReason,
    place: visit.place && { latDeg: visit.place.latDeg, lngDeg: visit.place.lngDeg, accuracyM: visit.place.accuracyM },
    photoIds: [...photoIds],
    problems: [],
    openProblem: null,
  }
}

/** Why the latest revision came back; '' when it did not. */
function returnedFor(visit: SentVisit): string {
  if (visit.state !== 'RETURNED') return ''
  const mine = visit.reviews.filter(({ revision, verdict }) => revision === visit.latest.number && verdict === 'RETURNED')
  return mine[mine.length - 1]?.reason ?? ''
}

/** The person's words put onto what the server has now: their text, the new version, no photo twice. */
export function again(mine: VisitDraft, visit: SentVisit): VisitDraft {
  const fresh = draftFrom(visit)
  const told = new Set(fresh.amends!.told.map(({ id }) => id))
  const there = new Set([...(mine.amends?.serverPhotos ?? []), ...fresh.amends!.serverPhotos])
  const was = mine.amends?.enterpriseId
  const corrected = was !== undefined && was !== visit.enterprise.id
  return {
    ...mine,
    ...(corrected ? withNamesOnly(mine, visit.enterprise) : {}),
    amends: { ...fresh.amends!, serverPhotos: [...there] },
    problems: mine.problems.filter(({ id }) => !told.has(id)),
    openProblem: null,
  }
}

/** The office has put the visit at another enterprise: whoever was met stays by name, for its contacts are others. */
function withNamesOnly(mine: VisitDraft, { id, name }: SentVisit['enterprise']): Partial<VisitDraft> {
  const everyone = everyoneMet(mine).map((one) => one.name)
  return { enterprise: { id, name }, met: [], othersOpen: everyone.length > 0, others: everyone.join('、') }
}
