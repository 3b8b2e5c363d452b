/** Whether a photo is still what was sealed on the phone: its evidence is fetched and hashed here, in the browser. */
import { photoFrom } from './bytes'

import { sha256Of } from '@/camera/hash'

export type Found = 'same' | 'differs' | 'unknown'

// Module state: evidence never changes, so what was found once need not be fetched again.
const found = new Map<string, Found>()

/** Raises: TypeError or Error, when the bytes were not fetched; that is no difference. */
export async function isAsTaken(photo: { id: string; sha256: string }, signal?: AbortSignal): Promise<boolean> {
  const key = `${photo.id}:${photo.sha256}`
  const known = found.get(key)
  if (known) return known === 'same'
  const answer = await photoFrom(photo.id, 'evidence', signal)
  const same = (await sha256Of(await answer.arrayBuffer())) === photo.sha256
  found.set(key, same ? 'same' : 'differs')
  return same
}

/** One after the other, told as each is known. Nothing is thrown: what was not fetched is unknown. */
export async function checkAll(
  photos: readonly { id: string; sha256: string }[],
  tell: (at: number, found: Found) => void,
  signal: AbortSignal,
): Promise<void> {
  for (const [at, photo] of photos.entries()) {
    if (signal.aborted) return
    try {
      tell(at, (await isAsTaken(photo, signal)) ? 'same' : 'differs')
    } catch (failure) {
      console.info('photo not compared:', (failure as Error).name)
      tell(at, 'unknown')
    }
  }
}
