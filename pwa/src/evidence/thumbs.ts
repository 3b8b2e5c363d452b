/** Thumbnails of what may be read without a network, fetched one after the other once the list is here. */
import { photoFrom } from './bytes'

import { standingNow } from '@/api/call'
import type { Phone } from '@/db/open'
import { keepThumb, keptThumbs, type KeptThumb } from '@/db/thumbs'

/**
 * Of all together: 90 days of a busy officer are about 800 photos of 10 KB. More would take the room that photos which
 * still have to be sent need on a cheap phone.
 */
export const THUMBS_BYTES_MAX = 8_000_000
/** A thumbnail is 256 px. Until it is drawn the server answers with the whole photo, which is not kept. */
const THUMB_BYTES_MAX = 64_000
const KEPT_FOR_MS = 90 * 24 * 3_600_000

export interface WantedThumb {
  id: string
  at: string // ISO 8601: of the report that shows it
}

// Module state: a list is looked at again while the last round is under way; one round at a time.
let underway = false

/** Keep these, of the newest report first; what is 90 days old and no longer wanted leaves. Nothing is thrown. */
export async function keepThumbs(
  phone: Phone,
  wanted: readonly WantedThumb[],
  over: () => boolean,
  { now = new Date(), most = THUMBS_BYTES_MAX } = {},
): Promise<void> {
  if (underway) return
  underway = true
  try {
    await round(phone, wanted, { over: () => over() || !standingNow().mayRead(), now, most })
  } catch (failure) {
    console.info('thumbnails not kept:', (failure as Error).name) // no network or no room: the next look at the list goes on
  } finally {
    underway = false
  }
}

interface Bounds {
  over: () => boolean
  now: Date
  most: number
}

async function round(phone: Phone, wanted: readonly WantedThumb[], { over, now, most }: Bounds): Promise<void> {
  const ids = new Set(wanted.map(({ id }) => id))
  const before = new Date(now.getTime() - KEPT_FOR_MS).toISOString()
  const all = await keptThumbs(phone)
  let kept = all.filter(({ id, at }) => at >= before || ids.has(id))
  if (kept.length < all.length) await keepThumb(phone, null, all.filter((one) => !kept.includes(one)).map(({ id }) => id))
  const here = new Set(kept.map(({ id }) => id))
  const missing = wanted.filter(({ id }) => !here.has(id)).map(({ id, at }) => ({ id, at: new Date(at).toISOString() }))
  for (const one of missing.sort((a, b) => b.at.localeCompare(a.at))) {
    const bytes = over() ? null : await thumbnail(one.id)
    if (over()) return // also when the person has left meanwhile, and the copies with them
    if (!bytes) continue
    const row = { ...one, size: bytes.byteLength }
    const gone = makeRoom(kept, row, most)
    if (!gone) return
    kept = [...kept.filter(({ id }) => !gone.includes(id)), row].sort((a, b) => a.at.localeCompare(b.at))
    await keepThumb(phone, { ...row, bytes }, gone)
  }
}

/** Which have to leave for this one, the oldest first; null: those that would are newer than it. */
function makeRoom(kept: readonly KeptThumb[], row: KeptThumb, most: number): string[] | null {
  let over = kept.reduce((sum, { size }) => sum + size, row.size) - most
  const gone: string[] = []
  for (const one of kept) {
    if (over <= 0) break
    if (one.at >= row.at) return null
    gone.push(one.id)
    over -= one.size
  }
  return over <= 0 ? gone : null
}

/** Null: none is to be had, or not yet. Raises: TypeError without a network. */
async function thumbnail(id: string): Promise<ArrayBuffer | null> {
  try {
    const answer = await photoFrom(id, 'thumb')
    if (Number(answer.headers.get('content-length') ?? Infinity) <= THUMB_BYTES_MAX) return await answer.arrayBuffer()
    await answer.body?.cancel()
  } catch (failure) {
    if (failure instanceof TypeError) throw failure
    console.info('no thumbnail:', (failure as Error).message)
  }
  return null
}
