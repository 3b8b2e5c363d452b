/** Problems of an open form: adding, and taking away with a way back. */
import { nextTick, type Ref } from 'vue'

import { blankProblem, isEmptyProblem, MOST, type VisitDraft } from './draft'

import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { dropTakenOff, putBack, takeOff } from '@/db/photos'

interface Parts {
  phone: Phone
  draft: Ref<VisitDraft>
  now: () => Date
}

export function useProblems({ phone, draft, now }: Parts) {
  function addProblem(): void {
    if (draft.value.problems.length >= MOST.problems) return
    const problem = blankProblem(newId())
    draft.value.problems.push(problem)
    draft.value.openProblem = problem.id
  }

  /** Its sheet comes up. */
  async function openProblem(id: string): Promise<void> {
    draft.value.openProblem = id
    await nextTick()
    await nextTick() // the sheet takes the focus first
  }

  /** The sheet is put away; a problem in which nothing was written goes with it. */
  function closeProblem(): void {
    const id = draft.value.openProblem
    draft.value.openProblem = null
    draft.value.problems = draft.value.problems.filter((one) => one.id !== id || !isEmptyProblem(one))
  }

  /** Out of the draft, its photos as they are; gives what puts it back where it was. */
  function liftOut(id: string): { photoIds: readonly string[]; back(): void } {
    const at = draft.value.problems.findIndex((one) => one.id === id)
    const [problem] = draft.value.problems.splice(at, 1)
    if (draft.value.openProblem === id) draft.value.openProblem = null
    return {
      photoIds: problem?.photoIds ?? [],
      back() {
        if (problem && !draft.value.problems.some((one) => one.id === id)) draft.value.problems.splice(at, 0, problem)
      },
    }
  }

  /** Away with it and its photos; `undo` brings both back, `forget` lets the photos go. */
  async function removeProblem(id: string): Promise<{ undo(): Promise<void>; forget(): Promise<void> }> {
    const { photoIds, back } = liftOut(id)
    for (const photoId of photoIds) await takeOff(phone, photoId, now())
    return {
      async undo() {
        for (const photoId of photoIds) await putBack(phone, photoId)
        back()
      },
      async forget() {
        for (const photoId of photoIds) await dropTakenOff(phone, photoId)
      },
    }
  }

  return { addProblem, openProblem, closeProblem, liftOut, removeProblem }
}
