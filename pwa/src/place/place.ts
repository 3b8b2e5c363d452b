/** A point as the browser or a photo gives it: degrees in WGS-84, accuracy in metres. Never converted when kept. */
export interface Place {
  latDeg: number
  lngDeg: number
  accuracyM: number | null // null: nobody said
}

type Point = Pick<Place, 'latDeg' | 'lngDeg'>

const EARTH_RADIUS_M = 6_371_008.8 // mean radius, IUGG

/** Metres along the ground (haversine); within 0.5 % of the ellipsoid. */
export function metresBetween(a: Point, b: Point): number {
  const [lat1, lat2] = [radians(a.latDeg), radians(b.latDeg)]
  const [dLat, dLng] = [lat2 - lat1, radians(b.lngDeg - a.lngDeg)]
  const chord = Math.sin(dLat / 2) ** 2 + Math.cos(lat1) * Math.cos(lat2) * Math.sin(dLng / 2) ** 2
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)))
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
