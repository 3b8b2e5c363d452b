import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test, vi } from 'vitest'

import { takenOf } from './exif'
import { sealPhoto } from './seal'
import { jpegSaying } from './test/jpegSaying'

const PHOTOS = resolve('../tests/data/photos') // vitest runs in pwa/
const NOW = new Date('2026-11-24T04:00:00Z')

const bytesOf = (name: string): ArrayBuffer => new Uint8Array(readFileSync(resolve(PHOTOS, name))).buffer

/** The clock on the wall, in the zone of the phone that reads it. */
const onThisPhone = (wall: string): string => new Date(wall).toISOString()

test.each([
  ['a phone that names its zone', 'phone/HMD_Nokia_8.3_5G.jpg', '2022-08-14T11:12:31.000Z', [60.1467, 24.9068]],
  ['an iPhone, as HEIC', 'phone/iphone_13_pro_max.HEIC', '2022-02-16T11:55:41.000Z', null],
  ['an older iPhone, west of Greenwich', 'phone/iphone_hdr_NO.jpg', onThisPhone('2015-04-10T20:12:23'), [40.447, -3.7248]],
  ['a camera with GPS and no zone', 'gps/DSCN0010.jpg', onThisPhone('2008-10-22T16:28:39'), [43.4674, 11.8851]],
  ['a phone without GPS', 'phone/jolla.jpg', onThisPhone('2014-09-21T16:00:56'), null],
  ['damaged metadata that still says when', 'broken/corrupted.jpg', onThisPhone('2015-09-08T11:02:17'), null],
  ['a photo that says nothing', 'orientation/landscape_1.jpg', null, null],
])('%s', async (_, name, takenAt, degrees) => {
  const taken = await takenOf(bytesOf(name))

  expect(taken.takenAt).toBe(takenAt)
  if (degrees === null) expect(taken.place).toBeNull()
  else expect(taken.place).toEqual({ latDeg: expect.closeTo(degrees[0]!, 4), lngDeg: expect.closeTo(degrees[1]!, 4), accuracyM: null })
})

test('what is no picture says nothing, and that it could not be read is told', async () => {
  const told = vi.spyOn(console, 'info').mockImplementation(() => undefined)

  expect(await takenOf(new TextEncoder().encode('<html>').buffer as ArrayBuffer)).toEqual({ takenAt: null, place: null })
  expect(told).toHaveBeenCalledOnce()
  told.mockRestore()
})

const HERE = { 1: 'N', 2: [33, 44, 6], 3: 'E', 4: [113, 18, 0] }

test('a position says how exact it is only when the camera did', async () => {
  const said = await takenOf(jpegSaying({}, { ...HERE, 0x1f: [4.5] }))
  const unsaid = await takenOf(jpegSaying({}, HERE))

  expect(said.place).toEqual({ latDeg: expect.closeTo(33.735, 3), lngDeg: expect.closeTo(113.3, 3), accuracyM: 4.5 })
  expect(unsaid.place).toMatchObject({ accuracyM: null })
})

test.each(['0000:00:00 00:00:00', '2026:13:40 25:61:61', '1969:12:31 00:00:00', '    :  :     :  :  '])('a camera without a clock (%s) names no time', async (wall) => {
  expect((await takenOf(jpegSaying({ 0x9003: wall, 0x9011: '+08:00' }, {}))).takenAt).toBeNull()
})

test('a photo that says nothing has no time, whenever it is chosen; one that an iPhone camera just took has its own', async () => {
  const heic = bytesOf('phone/iphone_13_pro_max.HEIC') // no canvas here: it is kept as it is
  const silent = new Uint8Array(heic.slice(0))
  const metadata = Buffer.from(silent.buffer).indexOf('Exif\0\0', 0, 'latin1')
  silent.fill(0, metadata, metadata + 64)
  const file = (name: string, agoMs: number): File => new File([silent], name, { lastModified: NOW.getTime() - agoMs })
  const timeOf = async (one: File): Promise<string> => (await sealPhoto(one, NOW)).takenAt

  expect(await timeOf(file('mmexport1732420800000.jpg', 2_000))).toBe('')
  expect(await timeOf(file('image.jpg', 86_400_000))).toBe('')
  expect(await timeOf(file('image.jpg', -5_000))).toBe('')
  expect(await timeOf(file('image.jpg', 2_000))).toBe('2026-11-24T03:59:58.000Z')
})
