/**
 * Small pictures of reports that can be read without a network (DECISIONS 25): the server's copies, in the person's own
 * database and not in the browser's cache, so that they leave with the person.
 */
import type { Phone } from './open'
import type { ThumbRow } from './schema'

export type KeptThumb = Omit<ThumbRow, 'bytes'>

/** What is kept, the oldest first, without its bytes. */
export async function keptThumbs(phone: Phone): Promise<KeptThumb[]> {
  return phone.run(async (db) => {
    const found: KeptThumb[] = []
    const age = db.transaction('thumbs').store.index('age')
    for (let cursor = await age.openKeyCursor(); cursor; cursor = await cursor.continue()) {
      const [at, size] = cursor.key
      found.push({ id: cursor.primaryKey, at, size })
    }
    return found
  })
}

export async function thumbsOf(phone: Phone, ids: readonly string[]): Promise<ThumbRow[]> {
  const rows = await phone.run((db) => {
    const { store } = db.transaction('thumbs')
    return Promise.all(ids.map((id) => store.get(id)))
  })
  return rows.filter((row) => row !== undefined)
}

/** Keep one and let others go, in one step: the phone never holds more than it may. */
export async function keepThumb(phone: Phone, row: ThumbRow | null, gone: readonly string[]): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction('thumbs', 'readwrite')
    await Promise.all([...gone.map((id) => tx.store.delete(id)), row ? tx.store.put(row) : undefined, tx.done])
  })
}
