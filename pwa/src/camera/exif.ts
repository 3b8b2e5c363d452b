/** When and where a photo was taken, by its own account. Read before re-encoding, which drops it. */
import { type Place } from '@/place/place'

export interface Taken {
  takenAt: string | null // ISO 8601, UTC
  place: Place | null // WGS-84; EXIF says nothing of its accuracy
}

const UNKNOWN_ACCURACY_M = 100
const PICK = ['DateTimeOriginal', 'OffsetTimeOriginal', 'GPSLatitude', 'GPSLatitudeRef', 'GPSLongitude', 'GPSLongitudeRef']

/** Damaged metadata is no reason to refuse a photo: then nothing is known. */
export async function takenOf(bytes: ArrayBuffer): Promise<Taken> {
  try {
    const { parse } = await import('exifr/dist/lite.esm.mjs')
    const found = (await parse(bytes, { pick: PICK, gps: true })) as Found | undefined
    return { takenAt: timeIn(found?.DateTimeOriginal), place: placeIn(found) }
  } catch {
    return { takenAt: null, place: null }
  }
}

interface Found {
  DateTimeOriginal?: Date
  latitude?: number
  longitude?: number
}

function timeIn(at: Date | undefined): string | null {
  return at instanceof Date && !Number.isNaN(at.getTime()) ? at.toISOString() : null
}

function placeIn(found: Found | undefined): Place | null {
  const { latitude: latDeg, longitude: lngDeg } = found ?? {}
  if (latDeg === undefined || lngDeg === undefined) return null
  const possible = Math.abs(latDeg) <= 90 && Math.abs(lngDeg) <= 180 && (latDeg !== 0 || lngDeg !== 0)
  return possible ? { latDeg, lngDeg, accuracyM: UNKNOWN_ACCURACY_M } : null
}
