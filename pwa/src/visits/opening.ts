/** From a route to the draft behind it: kept on the phone, or, for an amendment, made from what the server has. */
import { blankVisit, isBlankVisit, readVisit, type VisitDraft } from './draft'
import { draftKey, draftPath, KIND } from './paths'

import { ask, kept } from '@/api/ask'
import { draftOf, drafts, dropDraft, keepDraft } from '@/db/drafts'
import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { NewerData } from '@/db/phone'

export type Opening =
  | { kind: 'draft'; value: VisitDraft }
  | { kind: 'newer' } // kept by a newer version of the app: not touched until this one is updated
  | { kind: 'nothing' } // sent, deleted, or never there
  | { kind: 'waiting' } // what was written before about this visit has not arrived yet
  | { kind: 'offline' }
  | { kind: 'fault'; incident: string }

/** `amends`: the visit to be amended; null: a new one. Raises: SpaceFull, when a new draft cannot be kept. */
export async function openDraft(phone: Phone, routeId: string, amends: string | null, now: Date): Promise<Opening> {
  const key = draftKey(routeId)
  const row = await draftOf(phone, key)
  const begun = row && readIfKnown(row.value)
  if (row) return begun ? { kind: 'draft', value: begun } : { kind: 'newer' }
  if (!amends) return { kind: 'nothing' }
  const { readBox } = await import('@/outbox/box')
  const { letters } = await readBox(phone)
  if (letters.some(({ subjectId }) => subjectId === amends)) return { kind: 'waiting' }
  const answer = await ask('Visit', { id: amends }, { phone })
  if (answer.kind === 'offline') return answer
  if (answer.kind === 'fault') return answer
  if (answer.kind === 'refused' || !answer.value.allowed.includes('AMEND')) return { kind: 'nothing' }
  const { draftFrom } = await import('./fromVisit')
  const value = draftFrom(answer.value)
  await keepDraft(phone, { key, value, savedAt: now.toISOString() })
  return { kind: 'draft', value }
}

/** A new visit at this enterprise, or the one begun there today. Returns the page to open. Raises: SpaceFull. */
export async function startVisit(phone: Phone, enterprise: VisitDraft['enterprise'], now: Date): Promise<string> {
  const begun = (await drafts(phone, KIND)).find(({ value }) => {
    const one = readIfKnown(value)
    if (!one) return false
    const today = new Date(one.startedAt).toDateString() === now.toDateString()
    return !one.amends && today && enterprise && one.enterprise?.id === enterprise.id
  })
  if (begun) return draftPath(begun.key)!
  const value = blankVisit(newId(), enterprise, now)
  const key = draftKey(value.id)
  await keepDraft(phone, { key, value, savedAt: now.toISOString() })
  return draftPath(key)!
}

/** The person leaves a form they never wrote in: it does not come up as unfinished. */
export async function dropIfBlank(phone: Phone, key: string): Promise<void> {
  const row = await draftOf(phone, key)
  const draft = row && readIfKnown(row.value)
  if (draft && (await isUntouched(phone, draft))) await dropDraft(phone, key)
}

/** Null: a newer version of the app wrote it. */
function readIfKnown(value: unknown): VisitDraft | null {
  try {
    return readVisit(value)
  } catch (failure) {
    if (failure instanceof NewerData) return null
    throw failure
  }
}

async function isUntouched(phone: Phone, draft: VisitDraft): Promise<boolean> {
  if (!draft.amends) return isBlankVisit(draft)
  const sent = await kept('Visit', { id: draft.id }, phone)
  if (sent === null) return false
  const { draftFrom } = await import('./fromVisit')
  return JSON.stringify(draftFrom(sent.value)) === JSON.stringify(draft)
}
