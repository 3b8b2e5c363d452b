/**
 * How a person's database came to its present shape: one step per version, never changed once released.
 * A step only assumes the step before it, and awaits nothing but its own transaction.
 */
import type { IDBPDatabase, IDBPTransaction } from 'idb'

type Old = IDBPDatabase<unknown>
type Change = IDBPTransaction<unknown, string[], 'versionchange'>
export type Step = (db: Old, change: Change) => void | Promise<void>

export const STEPS: readonly Step[] = [
  function drafts_photos_outbox_cache(db) {
    db.createObjectStore('drafts', { keyPath: 'key' })
    db.createObjectStore('photos', { keyPath: 'id' }).createIndex('owner', 'owner')
    db.createObjectStore('outbox', { keyPath: 'id' })
    db.createObjectStore('cache', { keyPath: 'key' })
  },
  function directory_in_a_store_of_its_own(db) {
    const store = db.createObjectStore('directory', { keyPath: 'id' })
    store.createIndex('code', 'code')
    store.createIndex('region', 'region')
  },
  function thumbs_of_reports(db) {
    db.createObjectStore('thumbs', { keyPath: 'id' }).createIndex('age', ['at', 'size'])
  },
]

export async function migrate(db: Old, from: number, change: Change, steps: readonly Step[] = STEPS): Promise<void> {
  for (const step of steps.slice(from)) await step(db, change)
}
