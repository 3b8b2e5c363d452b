/** When and where a photo was taken, by its own account (EXIF 2.32). Read before re-encoding, which drops it. */
import type { Place } from '@/place/place'

export interface Taken {
  takenAt: string | null // ISO 8601, UTC
  place: Place | null // few cameras say how exact
}

/** Tags by block: the small build has no dictionary of them all, and throws at a list that is not for one block. */
const TAGS = {
  exif: { pick: ['DateTimeOriginal', 'OffsetTimeOriginal'] },
  gps: { pick: ['GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef', 'GPSHPositioningError'] },
  reviveValues: false, // its times would forget the photo's own zone
}
const ACCURACY_M_MAX = 1_000_000 // beyond it says nothing
const YEARS = { first: 1970, last: 9998 } // what the server takes; "0000:00:00" is a camera without a clock

/** Damaged metadata is no reason to refuse a photo: then nothing is known. */
export async function takenOf(bytes: ArrayBuffer): Promise<Taken> {
  try {
    const { parse } = await import('exifr/dist/lite.esm.mjs')
    const found = ((await parse(bytes, TAGS)) ?? {}) as Found
    return { takenAt: timeIn(found), place: placeIn(found) }
  } catch (damaged) {
    console.info('photo without readable metadata:', (damaged as Error).message)
    return { takenAt: null, place: null }
  }
}

interface Found {
  DateTimeOriginal?: unknown // "2022:08:14 14:12:31", the clock on the wall
  OffsetTimeOriginal?: unknown // "+03:00"
  latitude?: number // degrees with their sign, computed by the reader
  longitude?: number
  GPSHPositioningError?: unknown // metres
}

/** An instant. A camera that names no zone is taken to have been in the phone's. */
function timeIn({ DateTimeOriginal, OffsetTimeOriginal }: Found): string | null {
  const [, year, month, day, time] = /^(\d{4})[:-](\d\d)[:-](\d\d) (\d\d:\d\d:\d\d)/.exec(String(DateTimeOriginal)) ?? []
  const zone = /^[+-]\d\d:\d\d/.exec(String(OffsetTimeOriginal))?.[0] ?? ''
  const at = new Date(`${year}-${month}-${day}T${time}${zone}`)
  const credible = at.getUTCFullYear() >= YEARS.first && at.getUTCFullYear() <= YEARS.last // false for an invalid date
  return credible ? at.toISOString() : null
}

function placeIn({ latitude: latDeg, longitude: lngDeg, GPSHPositioningError: error }: Found): Place | null {
  if (latDeg === undefined || lngDeg === undefined) return null
  const possible = Math.abs(latDeg) <= 90 && Math.abs(lngDeg) <= 180 && (latDeg !== 0 || lngDeg !== 0)
  if (!possible) return null
  return { latDeg, lngDeg, accuracyM: typeof error === 'number' && error > 0 && error < ACCURACY_M_MAX ? error : null }
}
