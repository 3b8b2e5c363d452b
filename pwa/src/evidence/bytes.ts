/** A photo that the server keeps. A page shows it with `img`; code that looks at its bytes asks here. */
import { appAddress } from '@/api/reach'

export type PhotoSize = 'thumb' | 'display' | 'evidence'

/** Relative to the app. */
export function addressOf(id: string, size: PhotoSize): string {
  return `photos/${id}?size=${size}`
}

/** Its bytes are still to be read, or `body` to be cancelled. Raises: TypeError or Error, when it was not fetched. */
export async function photoFrom(id: string, size: PhotoSize, signal?: AbortSignal): Promise<Response> {
  const answer = await fetch(new URL(addressOf(id, size), appAddress()), { signal, cache: 'no-store' })
  if (!answer.ok) throw new Error(`status ${answer.status}`)
  return answer
}
