/** Draft and photos become a letter in one strict transaction: afterwards the deed is safe on the phone. */
import { tellTabs } from './tabs'

import type { OperationName, VariablesOf } from '@/api/reply'
import type { Json } from '@/api/types'
import type { Letter, LetterOperation } from '@/db/letter'
import type { Phone } from '@/db/open'

/** A photo named by the letter is not on this phone. Take it off or take it anew. */
export class PhotoGone extends Error {
  override name = 'PhotoGone'
  constructor(readonly photoIds: string[]) {
    super('photo gone')
  }
}

type InputOf<K extends OperationName> = VariablesOf<K> extends { input: infer I } ? I : never

export interface Deed<K extends LetterOperation = LetterOperation> {
  operation: K
  input: Omit<InputOf<K>, 'sealedAt'> // `id` or `commandId` in it is the letter's id; `sealedAt` is added here
  subjectId: string // the record it is about; for MarkRead the command's own id
  personId: string
  grantId: string // the acting grant at this moment
  title: string // 「走访 天润机械」, shown in 待上传
  photoIds?: string[] // all of them, of the record and of its problems
  draftKey?: string // leaves in the same transaction, and comes back with `correct` and `takeBack`
  holdMs?: number // may be taken back for this long (ten seconds of a review)
}

/** Raises: SpaceFull, PhotoGone; nothing has changed then. */
export async function seal<K extends LetterOperation>(phone: Phone, deed: Deed<K>, now: Date): Promise<Letter> {
  const letter = await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'drafts', 'photos'], 'readwrite', { durability: 'strict' })
    const [outbox, drafts, photos] = [tx.objectStore('outbox'), tx.objectStore('drafts'), tx.objectStore('photos')]
    const draft = deed.draftKey ? await drafts.get(deed.draftKey) : undefined
    const made = letterOf(deed, now)
    made.order = orderOf(made, await outbox.getAll())
    made.draft = draft ? { key: draft.key, value: draft.value } : null
    const rows = await Promise.all(made.photoIds.map((id) => photos.get(id)))
    const gone = made.photoIds.filter((_, at) => rows[at] === undefined)
    if (gone.length > 0) {
      tx.abort()
      await tx.done.catch(() => undefined) // the abort is ours
      throw new PhotoGone(gone)
    }
    await Promise.all([
      outbox.put(made),
      deed.draftKey ? drafts.delete(deed.draftKey) : undefined,
      ...rows.map((row) => photos.put({ ...row!, letterId: made.id, removedAt: '' })),
      tx.done,
    ])
    return made
  })
  tellTabs({ kind: 'changed' })
  return letter
}

/** After all others; but what makes a record goes before what was already written about it (a corrected first letter). */
function orderOf(made: Letter, here: Letter[]): number {
  const last = here.reduce((most, { order }) => Math.max(most, order || 0), 0)
  const behind = here.filter(({ subjectId }) => subjectId === made.subjectId).map(({ order }) => order || 0)
  return made.id === made.subjectId && behind.length > 0 ? Math.min(...behind) - 1 : last + 1
}

function letterOf(deed: Deed, now: Date): Letter {
  const sealedAt = now.toISOString()
  const input = JSON.parse(JSON.stringify({ ...deed.input, sealedAt })) as Json // plain, whatever proxies came in
  return {
    v: 1,
    id: String(input.id ?? input.commandId),
    subjectId: deed.subjectId,
    personId: deed.personId,
    grantId: deed.grantId,
    operation: deed.operation,
    variables: { input },
    photoIds: [...new Set(deed.photoIds ?? [])],
    title: deed.title,
    sealedAt,
    order: 0,
    holdUntil: deed.holdMs ? new Date(now.getTime() + deed.holdMs).toISOString() : '',
    draft: null,
    state: 'waiting',
    attempts: 0,
    faults: 0,
    incident: '',
    dueAt: sealedAt,
    refusal: null,
    badPhotoId: '',
  }
}
