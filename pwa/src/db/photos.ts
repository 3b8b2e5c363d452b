/** Photos on the phone. Their order and group stand in the draft (lists of ids); here are the bytes. */
import type { Phone } from './open'
import type { PhotoRow } from './schema'

const PUT_BACK_FOR_MS = 24 * 3_600_000

export async function keepPhoto(phone: Phone, photo: PhotoRow): Promise<void> {
  await phone.run((db) => db.put('photos', photo))
}

export async function photoOf(phone: Phone, id: string): Promise<PhotoRow | undefined> {
  return phone.run((db) => db.get('photos', id))
}

export async function photosOf(phone: Phone, owner: string): Promise<PhotoRow[]> {
  return phone.run((db) => db.getAllFromIndex('photos', 'owner', owner))
}

/** Change some fields of a photo that is still here. */
export async function markPhoto(phone: Phone, id: string, change: Partial<PhotoRow>): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction('photos', 'readwrite')
    const photo = await tx.store.get(id)
    if (photo) await tx.store.put({ ...photo, ...change })
    await tx.done
  })
}

/** Taken off by the person; `putBack` undoes it until the next sweep. */
export async function takeOff(phone: Phone, id: string, now: Date): Promise<void> {
  await markPhoto(phone, id, { removedAt: now.toISOString() })
}

export async function putBack(phone: Phone, id: string): Promise<void> {
  await markPhoto(phone, id, { removedAt: '' })
}

/** Its time to be put back is over: the bytes leave, unless a letter still names them. */
export async function dropTakenOff(phone: Phone, id: string): Promise<void> {
  await phone.run(async (db) => {
    const tx = db.transaction('photos', 'readwrite')
    const photo = await tx.store.get(id)
    if (photo && photo.removedAt !== '' && photo.letterId === '') await tx.store.delete(id)
    await tx.done
  })
}

/** Delete for good what was taken off a day ago and is in no letter. Called at the start of the app. */
export async function sweepTakenOff(phone: Phone, now: Date): Promise<number> {
  const before = new Date(now.getTime() - PUT_BACK_FOR_MS).toISOString()
  return phone.run(async (db) => {
    const tx = db.transaction('photos', 'readwrite')
    let gone = 0
    for (let at = await tx.store.openCursor(); at; at = await at.continue()) {
      const { removedAt, letterId } = at.value
      if (removedAt === '' || removedAt > before || letterId !== '') continue
      await at.delete()
      gone += 1
    }
    await tx.done
    return gone
  })
}
