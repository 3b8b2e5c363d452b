/**
 * Hand-over to a map app, to be led there or to look at it. The only place where coordinates are converted: we keep WGS-84, Chinese maps draw GCJ-02,
 * Baidu BD-09; unconverted, the pin stands about 600 m off.
 */
export interface Destination {
  latDeg: number // WGS-84
  lngDeg: number
  name: string
}

export type MapApp = 'amap' | 'tencent' | 'baidu' | 'system'

export type Way = 'lead' | 'show'

const SOURCE = 'baoliantong'

/** An address for each app: its web address opens the app where it is installed. */
export async function mapLinks(to: Destination, userAgent: string, way: Way = 'lead'): Promise<Record<MapApp, string>> {
  const { transform, WGS84, GCJ02, BD09 } = (await import('gcoord')).default
  const point: [number, number] = [to.lngDeg, to.latDeg]
  const china = degrees(transform(point, WGS84, GCJ02))
  const baidu = degrees(transform(point, WGS84, BD09))
  const name = encodeURIComponent(to.name)
  const apple = /iPhone|iPad|Macintosh/.test(userAgent)
  const plain = degrees(point)
  // Apple draws GCJ-02 in China; geo: is WGS-84 by its standard (RFC 5870)
  const geo = `geo:${plain.lat},${plain.lng}?q=${plain.lat},${plain.lng}(${name})`
  if (way === 'show') {
    return {
      amap: `https://uri.amap.com/marker?position=${china.lng},${china.lat}&name=${name}&coordinate=gaode&callnative=1&src=${SOURCE}`,
      tencent: `https://apis.map.qq.com/uri/v1/marker?marker=coord:${china.lat},${china.lng};title:${name}&referer=${SOURCE}`,
      baidu: `https://api.map.baidu.com/marker?location=${baidu.lat},${baidu.lng}&title=${name}&content=${name}&coord_type=bd09ll&output=html&src=${SOURCE}`,
      system: apple ? `https://maps.apple.com/?ll=${china.lat},${china.lng}&q=${name}` : geo,
    }
  }
  return {
    amap: `https://uri.amap.com/navigation?to=${china.lng},${china.lat},${name}&mode=car&coordinate=gaode&callnative=1&src=${SOURCE}`,
    tencent: `https://apis.map.qq.com/uri/v1/routeplan?type=drive&to=${name}&tocoord=${china.lat},${china.lng}&referer=${SOURCE}`,
    baidu: `https://api.map.baidu.com/direction?destination=latlng:${baidu.lat},${baidu.lng}|name:${name}&coord_type=bd09ll&mode=driving&output=html&src=${SOURCE}`,
    system: apple ? `https://maps.apple.com/?daddr=${china.lat},${china.lng}&q=${name}` : geo,
  }
}

/** Six places are a hand's breadth. */
function degrees([lng, lat]: [number, number]): { lat: string; lng: string } {
  return { lat: lat.toFixed(6), lng: lng.toFixed(6) }
}
