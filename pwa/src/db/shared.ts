/** What the phone itself knows, apart from any person: read by the service worker too, which has no localStorage. */
import type { DBSchema } from 'idb'

import { Database } from './phone'

interface Facts {
  personId: string | null // who is signed in
  grantId: string | null // the role they act in
  answeredAt: string | null // ISO 8601, UTC: the server's last answer to anything
  who: string | null // session/keep's copy of who is in and who is known
}

interface SharedSchema extends DBSchema {
  facts: { key: string; value: string | null }
  leases: { key: string; value: { name: string; holder: string; until: number } } // until: ms since 1970
}

export type SharedPhone = Database<SharedSchema>

let shared: SharedPhone | null = null // one connection per page

export function sharedPhone(): SharedPhone {
  shared ??= new Database<SharedSchema>('phone', 1, (db) => {
    db.createObjectStore('facts')
    db.createObjectStore('leases', { keyPath: 'name' })
  })
  return shared
}

export async function readFact<K extends keyof Facts & string>(name: K): Promise<Facts[K]> {
  return (await sharedPhone().run((db) => db.get('facts', name))) ?? null
}

export async function keepFact<K extends keyof Facts & string>(name: K, value: Facts[K]): Promise<void> {
  await sharedPhone().run(async (db) => {
    const tx = db.transaction('facts', 'readwrite', { durability: 'strict' })
    await Promise.all([tx.store.put(value, name), tx.done])
  })
}
