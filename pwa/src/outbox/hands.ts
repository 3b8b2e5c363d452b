/** What the person may do with a letter that waits or came back. Nothing here happens by itself. */
import { forget, letterOf } from './box'
import { sendAgain } from './letter'
import { tellTabs } from './tabs'

import { newId } from '@/db/ids'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'

/** A newer draft lies under the same key: open that one; the letter stays as it is. */
export class DraftInTheWay extends Error {
  override name = 'DraftInTheWay'
  constructor(readonly key: string) {
    super(key)
  }
}

/** The same letter once more; `grantId` when the role it was sealed in has ended and another was chosen. */
export async function resend(phone: Phone, id: string, now: Date, grantId?: string): Promise<void> {
  await change(phone, id, (letter) => ({ ...sendAgain(letter, now), grantId: grantId ?? letter.grantId }))
}

/** 「去掉这张再发」: without the photo the server would not take. The photo leaves the phone with it. */
export async function resendWithout(phone: Phone, id: string, photoId: string, now: Date): Promise<void> {
  const letter = await letterOf(phone, id)
  if (!letter) return
  const photoIds = letter.photoIds.filter((one) => one !== photoId)
  const without = { ...letter, photoIds, variables: withoutPhoto(letter.variables, photoId) as Letter['variables'] }
  if (without.draft) without.draft = { ...without.draft, value: withoutPhoto(without.draft.value, photoId) }
  await replace(phone, id, underNewCommand(sendAgain(without, now)), photoId)
}

/** The same words about what the record is now: under a new command; `version` null: it expects none. */
export async function resendOn(phone: Phone, id: string, version: number | null, now: Date): Promise<void> {
  await change(phone, id, (letter) => {
    const { input } = letter.variables
    const present = version === null ? input : { ...input, expectedVersion: version }
    return underNewCommand(sendAgain({ ...letter, variables: { input: present } }, now))
  })
}

/** Back into a draft, to be corrected and sealed again. Returns the draft's key; null when it was made from none. */
export async function correct(phone: Phone, id: string): Promise<string | null> {
  const letter = await letterOf(phone, id)
  return letter?.draft && letter.state === 'refused' ? backToDraft(phone, letter) : null
}

/** Undo within the time of holding (ten seconds of a review). False: it may be on its way, too late. */
export async function takeBack(phone: Phone, id: string, now: Date): Promise<boolean> {
  const letter = await letterOf(phone, id)
  if (!letter || letter.holdUntil <= now.toISOString()) return false
  if (letter.draft) return (await backToDraft(phone, letter)) !== null
  await discard(phone, id)
  return true
}

/** The person throws it away for good, after being asked. An unreadable one leaves alone: its photos are not known. */
export async function discard(phone: Phone, id: string): Promise<void> {
  const letter = await letterOf(phone, id)
  await forget(phone, letter ?? { id, photoIds: [] })
  tellTabs({ kind: 'changed' })
}

/** Null: the letter has gone meanwhile; what was delivered never comes back as a draft. */
async function backToDraft(phone: Phone, letter: Letter): Promise<string | null> {
  const { key, value } = letter.draft!
  const back = await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'drafts', 'photos'], 'readwrite', { durability: 'strict' })
    const [drafts, photos] = [tx.objectStore('drafts'), tx.objectStore('photos')]
    if (await drafts.getKey(key)) {
      await tx.done
      throw new DraftInTheWay(key)
    }
    if (!(await tx.objectStore('outbox').getKey(letter.id))) {
      await tx.done
      return null
    }
    const rows = await Promise.all(letter.photoIds.map((id) => photos.get(id)))
    await Promise.all([
      drafts.put({ key, value, savedAt: letter.sealedAt }),
      tx.objectStore('outbox').delete(letter.id),
      ...rows.map((row) => row && photos.put({ ...row, letterId: '' })),
      tx.done,
    ])
    return key
  })
  tellTabs({ kind: 'changed' })
  return back
}

async function change(phone: Phone, id: string, to: (letter: Letter) => Letter): Promise<void> {
  const letter = await letterOf(phone, id)
  if (letter) await replace(phone, id, to(letter), '')
}

async function replace(phone: Phone, id: string, letter: Letter, photoGone: string): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction(['outbox', 'photos'], 'readwrite', { durability: 'strict' })
    const [outbox, photos] = [tx.objectStore('outbox'), tx.objectStore('photos')]
    if (!(await outbox.getKey(id))) return tx.done // acknowledged meanwhile
    const rows = letter.id === id ? [] : await Promise.all(letter.photoIds.map((one) => photos.get(one)))
    await Promise.all([
      letter.id === id ? undefined : outbox.delete(id),
      outbox.put(letter),
      ...rows.map((row) => row && photos.put({ ...row, letterId: letter.id })),
      photoGone ? photos.delete(photoGone) : undefined,
      tx.done,
    ])
  })
  tellTabs({ kind: 'changed' })
}

/** Changed content never travels under a command id that another content had. A record that the server never took keeps its id. */
function underNewCommand(letter: Letter): Letter {
  const { input } = letter.variables
  if (!('commandId' in input)) return letter
  const id = newId()
  const subjectId = letter.subjectId === letter.id ? id : letter.subjectId
  return { ...letter, id, subjectId, variables: { input: { ...input, commandId: id } } }
}

/** The id taken out of every list of photos, however deep; a voice note stands alone and leaves a gap. */
function withoutPhoto(value: unknown, photoId: string): unknown {
  if (value === photoId) return null
  if (Array.isArray(value)) return value.filter((one) => one !== photoId).map((one) => withoutPhoto(one, photoId))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutPhoto(one, photoId)]))
}
