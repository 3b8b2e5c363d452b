/** A letter written on what somebody else has changed since: what it is now, and the way back for the person's words. */
import { ref, shallowRef } from 'vue'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { draftOf, keepDraft } from '@/db/drafts'
import type { Letter } from '@/db/letter'
import { phone } from '@/db/open'
import { correct, DraftInTheWay } from '@/outbox/hands'
import { readVisit } from '@/visits/draft'
import { again } from '@/visits/fromVisit'
import { draftPath } from '@/visits/paths'

export type Present =
  | { kind: 'loading' }
  | { kind: 'visit'; visit: ValueOf<'Visit'> }
  | { kind: 'offline' | 'fault' | 'gone' }

export function useConflict(letter: Letter) {
  const present = shallowRef<Present>({ kind: 'loading' })
  const busy = ref(false)

  async function look(): Promise<void> {
    present.value = { kind: 'loading' }
    const answer = await ask('Visit', { id: letter.subjectId }, { phone: phone(), copyAfterMs: 20_000 })
    if (answer.kind === 'answer')
      present.value = answer.from === 'network' ? { kind: 'visit', visit: answer.value } : { kind: 'offline' }
    else present.value = { kind: answer.kind === 'refused' ? 'gone' : answer.kind }
  }

  /** The words onto what the server has now. Returns the page of the form; null when there is no way. */
  async function put(): Promise<string | null> {
    if (present.value.kind !== 'visit') return null
    busy.value = true
    try {
      const key = await correct(phone(), letter.id).catch((failure: Error) => {
        if (failure instanceof DraftInTheWay) return failure.key
        throw failure
      })
      if (!key) return null
      const kept = await draftOf(phone(), key)
      if (kept) {
        const value = again(readVisit(kept.value), present.value.visit)
        await keepDraft(phone(), { key, value, savedAt: new Date().toISOString() })
      }
      return draftPath(key)
    } finally {
      busy.value = false
    }
  }

  return { present, busy, look, put }
}
