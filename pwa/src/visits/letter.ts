/** A draft as the letters of the contract say it, exactly. Pure; `sealedAt` is added when it is sealed. */
import { everyoneMet, type Named, type ProblemDraft, type VisitDraft } from './draft'

import type { AmendVisitInput, LogVisitInput, MetInput, ProblemInput, VisitContentInput } from '@/api/types'

type Unsealed<T> = Omit<T, 'sealedAt'>

/** `anyTopic`: for a problem whose kind the person was not sure of. */
export function logVisitOf(draft: VisitDraft, anyTopic: string): Unsealed<LogVisitInput> {
  return { id: draft.id, content: contentOf(draft), problems: draft.problems.map((one) => problemOf(one, anyTopic)) }
}

/** `commandId` is new at each sealing: changed content never travels under an id that another content had. */
export function amendVisitOf(draft: VisitDraft, anyTopic: string, commandId: string): Unsealed<AmendVisitInput> {
  if (!draft.amends) throw new Error('a new visit is logged, not amended')
  return {
    commandId,
    visitId: draft.id,
    expectedVersion: draft.amends.version,
    content: contentOf(draft),
    problems: draft.problems.map((one) => problemOf(one, anyTopic)),
  }
}

/** The district's topic for what fits none: the one coded so, else its last. */
export function anyTopicOf(topics: readonly { code: string }[]): string {
  return (topics.find(({ code }) => code === 'other') ?? topics[topics.length - 1])?.code ?? 'other'
}

function contentOf(draft: VisitDraft): VisitContentInput {
  if (!draft.enterprise) throw new Error('sealed without an enterprise')
  return {
    enterpriseId: draft.enterprise.id,
    startedAt: draft.startedAt,
    mode: draft.mode,
    trigger: draft.trigger,
    met: everyoneMet(draft).map(metOf),
    discussed: draft.discussed.trim(),
    needs: draft.needs.trim(),
    visitReason: draft.visitReason.trim(),
    limitReason: draft.limitReason.trim(),
    place: draft.place,
    photoIds: draft.photoIds,
  }
}

function problemOf(problem: ProblemDraft, anyTopic: string): ProblemInput {
  const { whatDone, confirmed } = problem
  return {
    id: problem.id,
    topic: problem.topic ?? anyTopic,
    description: problem.description.trim(),
    solved: problem.solved && confirmed ? { whatDone: whatDone.trim(), confirmedBy: metOf(confirmed) } : null,
    photoIds: problem.photoIds,
  }
}

function metOf({ contactId, name }: Named): MetInput {
  return { contactId, name: name.trim() }
}
