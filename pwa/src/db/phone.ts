/**
 * A database that may be closed under our feet: iOS ends idle connections, and a newer tab may want to upgrade.
 * Every use goes through `run`, which opens anew and tries once more.
 */
import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb'

/** The phone has no room: nothing was written, what was there is unchanged. Free space, then do it again. */
export class SpaceFull extends Error {
  override name = 'SpaceFull'
}

/** Written by a newer version of the app. Nothing is lost: update the app. */
export class NewerData extends Error {
  override name = 'NewerData'
}

type Upgrade<S extends DBSchema> = NonNullable<OpenDBCallbacks<S>['upgrade']>

export class Database<S extends DBSchema> {
  private opening: Promise<IDBPDatabase<S>> | null = null

  constructor(
    readonly name: string,
    private readonly version: number,
    private readonly upgrade: Upgrade<S>,
  ) {}

  /**
   * Do something with the open database. `work` may run twice, so it is one transaction or only puts and deletes by id.
   * Raises: SpaceFull, NewerData.
   */
  async run<T>(work: (db: IDBPDatabase<S>) => Promise<T>): Promise<T> {
    try {
      return await work(await this.open())
    } catch (failure) {
      if (!wasClosed(failure)) throw named(failure)
      this.opening = null
    }
    try {
      return await work(await this.open())
    } catch (failure) {
      throw named(failure)
    }
  }

  /** Let go of the connection; the next `run` opens it anew. */
  async close(): Promise<void> {
    const opened = this.opening
    this.opening = null
    if (opened) (await opened).close()
  }

  private open(): Promise<IDBPDatabase<S>> {
    const known = this.opening
    if (known) return known
    const forget = (): void => {
      if (this.opening === fresh) this.opening = null
    }
    const fresh: Promise<IDBPDatabase<S>> = openDB<S>(this.name, this.version, {
      upgrade: this.upgrade,
      blocking(_now, _wanted, event) {
        forget()
        ;(event.target as IDBDatabase).close()
      },
      terminated: forget,
    })
    this.opening = fresh
    fresh.catch(forget)
    return fresh
  }
}

function wasClosed(failure: unknown): boolean {
  if (!(failure instanceof DOMException)) return false
  const lost = failure.name === 'UnknownError' && /connection/i.test(failure.message) // WebKit's words for it
  return failure.name === 'InvalidStateError' || failure.name === 'AbortError' || lost
}

function named(failure: unknown): unknown {
  if (!(failure instanceof DOMException)) return failure
  if (failure.name === 'QuotaExceededError') return new SpaceFull(failure.message)
  if (failure.name === 'VersionError') return new NewerData(failure.message)
  return failure
}
