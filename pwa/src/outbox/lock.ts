/**
 * One drain at a time on this phone, across tabs and the service worker: Web Locks, and where there are none
 * (no secure context), a lease in IndexedDB that its holder renews and that falls free when the holder dies.
 */
import { newId } from '@/db/ids'
import { sharedPhone } from '@/db/shared'

const LEASE_MS = 6_000
const RENEW_MS = 2_000
const OWN = 'blt-lease' // sessionStorage: the lease that this tab holds

/** Another tab is at it. It will tell when it is done. */
export const BUSY = Symbol('busy')

/** Run `work` alone; BUSY at once when somebody else holds the name. The signal ends when the lease was lost. */
export async function alone<T>(name: string, work: (lost: AbortSignal) => Promise<T>): Promise<T | typeof BUSY> {
  const locks = navigator.locks as LockManager | undefined
  if (locks) {
    return locks.request(name, { ifAvailable: true }, async (lock) =>
      lock ? work(new AbortController().signal) : BUSY,
    )
  }
  return leased(name, work, () => Date.now())
}

export async function leased<T>(
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
  clock: () => number,
): Promise<T | typeof BUSY> {
  await releaseFormer(name)
  const holder = newId()
  if (!(await take(name, holder, clock()))) return BUSY
  sessionStorage.setItem(OWN, holder)
  const lost = new AbortController()
  const renew = setInterval(() => {
    take(name, holder, clock()).then(
      (mine) => mine || lost.abort(),
      () => lost.abort(), // the database is gone: somebody else may hold it by now
    )
  }, RENEW_MS)
  try {
    return await work(lost.signal)
  } finally {
    clearInterval(renew)
    await release(name, holder)
    sessionStorage.removeItem(OWN) // last: a page that goes away in between leaves its name behind
  }
}

/** A page that was reloaded while it sent gives back what its former self held. A copied tab is no reload. */
async function releaseFormer(name: string): Promise<void> {
  const former = sessionStorage.getItem(OWN)
  const [start] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
  if (former === null || start?.type !== 'reload') return
  sessionStorage.removeItem(OWN)
  await release(name, former)
}

/** Take or renew; one transaction, so two tabs never both get it. */
async function take(name: string, holder: string, now: number): Promise<boolean> {
  return sharedPhone().run(async (db) => {
    const tx = db.transaction('leases', 'readwrite')
    const held = await tx.store.get(name)
    // an end too far ahead was written by a clock that has been set back since
    const free = !held || held.holder === holder || held.until <= now || held.until > now + 2 * LEASE_MS
    if (free) await tx.store.put({ name, holder, until: now + LEASE_MS })
    await tx.done
    return free
  })
}

async function release(name: string, holder: string): Promise<void> {
  await sharedPhone().run(async (db) => {
    const tx = db.transaction('leases', 'readwrite')
    if ((await tx.store.get(name))?.holder === holder) await tx.store.delete(name)
    await tx.done
  })
}
