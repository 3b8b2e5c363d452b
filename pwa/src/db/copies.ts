/** The server's copies on the phone: answers to questions, the directory, thumbnails. They may go at any time. */
import type { Phone } from './open'
import type { CacheRow, DirectoryEntry } from './schema'

const STAMP = 'directory:stamp'

export async function keepCopy(phone: Phone, row: CacheRow): Promise<void> {
  await phone.run((db) => db.put('cache', row))
}

export async function copyOf(phone: Phone, key: string): Promise<CacheRow | undefined> {
  return phone.run((db) => db.get('cache', key))
}

export interface KeptDirectory {
  stamp: string | null // to be handed back to the server; null: nothing is here yet
  at: Date | null // when the server last answered for it
  rows: DirectoryEntry[]
}

const AT_A_TIME = 300 // rows: three thousand at once would hold a slow phone up for a third of a second

/** Bit by bit, so that the page goes on meanwhile, and from one moment. */
export async function readDirectory(phone: Phone): Promise<KeptDirectory> {
  return phone.run(async (db) => {
    const tx = db.transaction(['cache', 'directory'])
    const kept = await tx.objectStore('cache').get(STAMP)
    const rows: DirectoryEntry[] = []
    for (let last = ''; ; last = rows.at(-1)!.id) {
      const more = await tx.objectStore('directory').getAll(IDBKeyRange.lowerBound(last, true), AT_A_TIME)
      rows.push(...more)
      if (more.length < AT_A_TIME) break
    }
    return { stamp: (kept?.value as string | undefined) ?? null, at: kept ? new Date(kept.fetchedAt) : null, rows }
  })
}

export async function enterpriseByCode(phone: Phone, code: string): Promise<DirectoryEntry | undefined> {
  return phone.run((db) => db.getFromIndex('directory', 'code', code))
}

export interface DirectoryChange {
  stamp: string
  whole: boolean // rows are all there are; else what changed
  rows: DirectoryEntry[]
  gone: string[]
}

/** Bring the directory up to date in one transaction, so that stamp and rows never disagree. */
export async function applyDirectory(phone: Phone, change: DirectoryChange, now: Date): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction(['cache', 'directory'], 'readwrite')
    const directory = tx.objectStore('directory')
    await Promise.all([
      change.whole ? directory.clear() : undefined,
      ...change.rows.map((row) => directory.put(row)),
      ...change.gone.map((id) => directory.delete(id)),
      tx.objectStore('cache').put({ key: STAMP, value: change.stamp, fetchedAt: now.toISOString() }),
      tx.done,
    ])
  })
}

/** Signing out, another person, a revoked session: the server's copies leave, the person's own work stays. */
export async function dropCopies(phone: Phone): Promise<void> {
  await phone.run(async (db) => {
    const stores = ['cache', 'directory', 'thumbs'] as const
    const tx = db.transaction(stores, 'readwrite')
    await Promise.all([...stores.map((name) => tx.objectStore(name).clear()), tx.done])
  })
}
