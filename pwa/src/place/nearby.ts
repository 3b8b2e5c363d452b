/** Where this phone is, for the lists of the nearest: taken where the person has allowed it before, never asked for. */
import { knownPlace } from './known'

import { permissionOf } from '@/ui/permission'

const FRESH_MS = 2 * 60_000
const PATIENCE_MS = 10_000

/** A fix of the last minutes will do, and so will a rough one: two enterprises are seldom next door. */
const ROUGHLY: PositionOptions = { enableHighAccuracy: false, maximumAge: 5 * 60_000, timeout: PATIENCE_MS }

/** Resolves when it is known, or will not be known; what was known before stays until then. */
export async function lookAround(now: Date): Promise<void> {
  if (knownPlace.value && now.getTime() - knownPlace.value.at.getTime() < FRESH_MS) return
  if (!('geolocation' in navigator) || (await permissionOf('geolocation')) !== 'granted') return
  await new Promise<void>((resolve) => {
    const take = ({ coords, timestamp }: GeolocationPosition): void => {
      const place = { latDeg: coords.latitude, lngDeg: coords.longitude, accuracyM: coords.accuracy }
      knownPlace.value = { place, at: new Date(timestamp) }
      resolve()
    }
    navigator.geolocation.getCurrentPosition(take, () => resolve(), ROUGHLY)
  })
}
