/** Degrees for eyes and for other programs. Five places are a metre. */
import type { Place } from './place'
import { t } from './words'

type Point = Pick<Place, 'latDeg' | 'lngDeg'>

const PLACES = 5

/** 北纬 33.73510°，东经 113.33520° */
export function spoken({ latDeg, lngDeg }: Point): string {
  const [ns, ew] = [t(latDeg < 0 ? 'south' : 'north'), t(lngDeg < 0 ? 'west' : 'east')]
  return t('degrees', { ns, lat: Math.abs(latDeg).toFixed(PLACES), ew, lng: Math.abs(lngDeg).toFixed(PLACES) })
}

/** With its datum, so that nobody types it into a map of another one: 33.73510, 113.33520 (WGS-84). */
export function written({ latDeg, lngDeg }: Point): string {
  return `${latDeg.toFixed(PLACES)}, ${lngDeg.toFixed(PLACES)} (WGS-84)`
}
