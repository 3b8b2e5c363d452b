/** Photos of a record as grid and viewer show them. Pure. */
import { addressOf } from './bytes'
import { t } from './words'

import type { GridPhoto } from '@/ui/photos'
import { momentOf } from '@/ui/when'

/** As every record names its photos. */
export interface EvidencePhoto {
  id: string
  sha256: string // of the evidence, hex
  takenAt?: string | null
  checkCode?: string
}

export interface Telling {
  kept: ReadonlyMap<string, string> // addresses of the small pictures on this phone: what is there is not fetched
  timed: boolean // no time is withheld from this reader, so a photo without one says so
  now: Date
}

export function gridOf(photos: readonly EvidencePhoto[], { kept, timed, now }: Telling): GridPhoto[] {
  return photos.map(({ id, takenAt, checkCode }) => ({
    id,
    src: kept.get(id) ?? addressOf(id, 'thumb'),
    large: addressOf(id, 'display'),
    note: checkCode && noteOf(checkCode, takenAt ? momentOf(takenAt, now) : '', timed),
  }))
}

function noteOf(code: string, at: string, timed: boolean): string {
  if (at) return t('note', { at, code })
  return t(timed ? 'noteTimeless' : 'noteCode', { code })
}
