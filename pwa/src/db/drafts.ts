/** What is being written. Kept at every change; gone when sealed or by the person's own hand. */
import type { Phone } from './open'
import type { DraftRow } from './schema'

export async function keepDraft(phone: Phone, row: DraftRow): Promise<void> {
  await phone.run((db) => db.put('drafts', row))
}

export async function draftOf(phone: Phone, key: string): Promise<DraftRow | undefined> {
  return phone.run((db) => db.get('drafts', key))
}

/** Open drafts, the one touched last first. `kind` is the part of the key before the colon. */
export async function drafts(phone: Phone, kind: string): Promise<DraftRow[]> {
  const all = await phone.run((db) => db.getAll('drafts', IDBKeyRange.bound(`${kind}:`, `${kind}:\uffff`)))
  return all.sort((a, b) => b.savedAt.localeCompare(a.savedAt))
}

/** The person throws a draft away, its photos with it. */
export async function dropDraft(phone: Phone, key: string): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction(['drafts', 'photos'], 'readwrite')
    const photos = tx.objectStore('photos')
    const own = await photos.index('owner').getAll(key)
    await Promise.all([
      tx.objectStore('drafts').delete(key),
      ...own.filter((photo) => photo.letterId === '').map((photo) => photos.delete(photo.id)),
      tx.done,
    ])
  })
}
