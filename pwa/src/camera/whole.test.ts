import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

import { expect, it } from 'vitest'

import { PhotoFault } from './faults'
import { wholePhoto } from './whole'

const PHOTOS = resolve('../tests/data/photos') // vitest runs in pwa/
const photo = (name: string) => new Uint8Array(readFileSync(resolve(PHOTOS, name)))
const text = (words: string) => new TextEncoder().encode(words)

function verdict(bytes: Uint8Array): string {
  try {
    return wholePhoto(bytes)
  } catch (fault) {
    return fault instanceof PhotoFault ? fault.code : String(fault)
  }
}

it.each([
  ['orientation/landscape_6.jpg', 'jpeg'],
  ['gps/DSCN0010.jpg', 'jpeg'],
  ['phone/HMD_Nokia_8.3_5G.jpg', 'jpeg'],
  ['phone/iphone_hdr_NO.jpg', 'jpeg'],
  ['phone/jolla.jpg', 'jpeg'],
  ['phone/iphone_13_pro_max.HEIC', 'heic'],
  ['broken/corrupted.jpg', 'jpeg'], // damaged metadata, a whole picture
  ['broken/image00971.jpg', 'jpeg'],
  ['broken/truncated.jpg', 'cut_short'],
  ['broken/empty.jpg', 'empty'],
  ['broken/page-named-photo.jpg', 'not_a_photo'],
])('%s is %s', (name, expected) => {
  expect(verdict(photo(name))).toBe(expected)
})

it('every real photo is cut short when its last rows are missing', () => {
  for (const name of ['orientation/portrait_1.jpg', 'phone/jolla.jpg', 'phone/iphone_13_pro_max.HEIC']) {
    const bytes = photo(name)
    expect(verdict(bytes.subarray(0, Math.floor(bytes.length * 0.7))), name).toBe('cut_short')
  }
})

it('data that a phone appends behind the picture is no damage', () => {
  const bytes = photo('gps/DSCN0012.jpg')
  const longer = new Uint8Array(bytes.length + 500)
  longer.set(bytes)
  expect(verdict(longer)).toBe('jpeg')
})

it('a drawing, an animation and a document are no photos, whatever they are called', () => {
  expect(verdict(text('GIF89a…'))).toBe('not_a_photo')
  expect(verdict(text('<svg xmlns="http://www.w3.org/2000/svg"/>'))).toBe('not_a_photo')
  expect(verdict(text('%PDF-1.7'))).toBe('not_a_photo')
  expect(verdict(new Uint8Array([0xff, 0xd8]))).toBe('not_a_photo')
})

it('a PNG is whole when its end is there', () => {
  const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
  const end = [0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]
  expect(verdict(new Uint8Array([...signature, ...end]))).toBe('png')
  expect(verdict(new Uint8Array(signature))).toBe('cut_short')
})
