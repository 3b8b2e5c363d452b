/** Where this officer was last: from their reports, and from letters that still wait on the phone. Pure. */
import type { ValueOf } from '@/api/reply'
import type { Letter } from '@/db/letter'

type Visit = ValueOf<'MyReports'>['visits'][number]

export function lastVisits(reports: readonly Visit[], letters: readonly Letter[]): Map<string, Date> {
  const last = new Map<string, Date>()
  const note = (id: string, at: Date): void => {
    const before = last.get(id)
    if (!before || before < at) last.set(id, at)
  }
  for (const visit of reports) note(visit.enterprise.id, new Date(visit.startedAt))
  for (const { operation, variables } of letters) {
    const content = operation === 'LogVisit' ? (variables.input as { content?: Partial<Content> }).content : undefined
    if (content?.enterpriseId && content.startedAt) note(content.enterpriseId, new Date(content.startedAt))
  }
  return last
}

interface Content {
  enterpriseId: string
  startedAt: string
}
