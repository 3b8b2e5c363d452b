/** Sending from the service worker, when the system wakes it: a bonus, the page's own triggers carry the work. */
import { drain } from './drain'

import { httpPost } from '@/api/post'
import { phoneOf } from '@/db/open'
import { readFact } from '@/db/shared'

const PATIENCE_MS = 4 * 60_000 // browsers end a worker after about five minutes

/** Rejects when letters are left, so that the system tries again. */
export async function sendFromBackground(): Promise<void> {
  const personId = await readFact('personId')
  if (!personId) return
  const rest = new AbortController()
  const clock = setTimeout(() => rest.abort(), PATIENCE_MS)
  const phone = phoneOf(personId)
  const now = (): Date => new Date()
  const stillIn = async (): Promise<boolean> => (await readFact('personId')) === personId
  const draining = { phone, post: httpPost(), personId, now, force: true, signal: rest.signal, stillIn }
  const outcome = await drain(draining).finally(() => clearTimeout(clock))
  if (outcome.end === 'offline' || outcome.end === 'stopped') throw new Error(`letters left: ${outcome.end}`)
}
