/** A voice note on the phone lies where photos lie: kept at once, named by a letter, gone with its receipt. */
import { sha256Of } from '@/camera/hash'
import { photoOf } from '@/db/photos'
import type { Phone } from '@/db/open'
import type { PhotoRow } from '@/db/schema'

export function isVoice({ mime }: Pick<PhotoRow, 'mime'>): boolean {
  return mime.startsWith('audio/')
}

export interface Said {
  id: string
  owner: string // key of the draft
  bytes: ArrayBuffer
  mime: string
  at: Date // when it was begun
}

/** Put under its id what was said so far, unless the person took it off meanwhile. Raises: SpaceFull. */
export async function keepVoice(phone: Phone, said: Said, now: Date): Promise<void> {
  const sha256 = await sha256Of(said.bytes)
  const row: PhotoRow = {
    id: said.id,
    owner: said.owner,
    bytes: said.bytes,
    mime: said.mime,
    sha256,
    evidenceSha256: '',
    takenAt: said.at.toISOString(),
    place: null,
    keptAt: now.toISOString(),
    removedAt: '',
    letterId: '',
    stored: false,
  }
  await phone.run((db) => db.put('photos', row))
}

/** To be played here; null when it is not on this phone. The caller revokes the address. */
export async function voiceAddress(phone: Phone, id: string): Promise<string | null> {
  const row = await photoOf(phone, id)
  return row && isVoice(row) && row.bytes.byteLength > 0 ? URL.createObjectURL(new Blob([row.bytes], { type: row.mime })) : null
}
