import { expect, it } from 'vitest'

import { mapLinks } from './mapApps'
import { metresBetween } from './place'

const TO = { latDeg: 33.735, lngDeg: 113.33, name: '星野源 & 物流' }
const ANDROID = 'Mozilla/5.0 (Linux; Android 10)'

/** The first two numbers with decimals in an address. */
function numbers(link: string): [number, number] {
  const [one, two] = [...link.matchAll(/\d+\.\d{6}/g)].map(Number)
  return [one!, two!]
}

it('Amap and Tencent get GCJ-02, Baidu BD-09, geo: what we keep', async () => {
  const links = await mapLinks(TO, ANDROID)
  const [lng, lat] = numbers(links.amap)

  expect(metresBetween(TO, { latDeg: lat, lngDeg: lng })).toBeGreaterThan(500)
  expect(metresBetween(TO, { latDeg: lat, lngDeg: lng })).toBeLessThan(700)
  expect(numbers(links.tencent)).toEqual([lat, lng])
  const [baiduLat, baiduLng] = numbers(links.baidu)
  expect(metresBetween({ latDeg: lat, lngDeg: lng }, { latDeg: baiduLat, lngDeg: baiduLng })).toBeGreaterThan(500)
  expect(numbers(links.system)).toEqual([33.735, 113.33])
})

it('names are put into addresses safely, and an iPhone gets its own map', async () => {
  const links = await mapLinks(TO, 'Mozilla/5.0 (iPhone; CPU iPhone OS 15_4 like Mac OS X)')

  for (const link of Object.values(links)) expect(link).not.toMatch(/[ 星]|& /)
  expect(links.system).toMatch(/^https:\/\/maps\.apple\.com\/\?daddr=33\.\d{6},113\.\d{6}&q=%E6%98%9F/)
  expect(numbers(links.system)).toEqual(numbers(links.tencent))
})

it('to look at a place is no journey: the same points, without a route', async () => {
  const shown = await mapLinks(TO, ANDROID, 'show')
  const led = await mapLinks(TO, ANDROID)

  for (const app of ['amap', 'tencent', 'baidu', 'system'] as const) {
    expect(numbers(shown[app])).toEqual(numbers(led[app]))
    expect(shown[app]).not.toMatch(/navigation|routeplan|direction|[ 星]/)
  }
})
