/** From words and photos to a letter that nobody but the custodian can read. */
import { fromBase64, randomBytes, toBase64, toHex } from './bytes'
import { seal } from './envelope'
import { fitting } from './smallPhotos'
import { forgetSent, keepSent } from './store'

import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { civilDay } from '@/due/day'
import { seal as sealLetter } from '@/outbox/seal'

export interface Written {
  text: string
  issue: string
  photos: Blob[]
}

export interface Sender {
  phone: Phone
  personId: string
  grantId: string
  title: string // in 待上传; says nothing of the content
}

/** Raises: TooBig, SpaceFull; nothing is kept then. */
export async function handOver(written: Written, key: { id: string; publicKey: string }, by: Sender, now: Date): Promise<void> {
  const id = newId()
  const content = { text: written.text.trim(), issue: written.issue.trim(), photos: await fitting(written.photos) }
  const envelope = toBase64(await seal(content, fromBase64(key.publicKey), id))
  const secret = randomBytes(32)
  const senderMark = toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', secret)))
  await keepSent(by.personId, { id, secret: toHex(secret), day: civilDay(now), number: '', state: '' })
  try {
    const input = { id, keyId: key.id, envelope, senderMark }
    const { phone, personId, grantId, title } = by
    await sealLetter(phone, { operation: 'HandOverClue', input, subjectId: id, personId, grantId, title }, now)
  } catch (failure) {
    await forgetSent(by.personId, id)
    throw failure
  }
}
