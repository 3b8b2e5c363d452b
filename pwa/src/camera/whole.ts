/**
 * Is this file a whole photo? Looked at before decoding, because browsers decode half a JPEG without an error.
 * Names and types that the system gives a file say nothing: the first bytes decide.
 */
import { PhotoFault } from './faults'

export type PhotoKind = 'jpeg' | 'png' | 'webp' | 'heic'

const SOS = 0xda
const EOI = 0xd9
const HEIF_BRANDS = ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1']

/** The kind of a whole photo. Throws PhotoFault: empty, not_a_photo, cut_short. */
export function wholePhoto(bytes: Uint8Array): PhotoKind {
  if (bytes.length === 0) throw new PhotoFault('empty')
  const kind = kindOf(bytes)
  if (!kind) throw new PhotoFault('not_a_photo')
  if (!ENDS[kind](bytes)) throw new PhotoFault('cut_short')
  return kind
}

function kindOf(bytes: Uint8Array): PhotoKind | null {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (text(bytes, 1, 3) === 'PNG' && bytes[0] === 0x89) return 'png'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 4) === 'WEBP') return 'webp'
  if (text(bytes, 4, 4) === 'ftyp' && HEIF_BRANDS.includes(text(bytes, 8, 4))) return 'heic'
  return null
}

const ENDS: Record<PhotoKind, (bytes: Uint8Array) => boolean> = {
  jpeg: jpegEnds,
  png: pngEnds,
  webp: (bytes) => bytes.length >= uint32(bytes, 4, true) + 8,
  heic: heicEnds,
}

/**
 * A JPEG is whole when an end marker follows its last scan. Segments are walked by their lengths, so that the end
 * marker of a thumbnail inside the metadata does not count; phones append data of their own behind the picture.
 */
function jpegEnds(bytes: Uint8Array): boolean {
  let at = 2
  let scanned = false
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      if (scanned || (at = lastScan(bytes, at)) < 0) return false // damaged metadata: decoders look for the scan too
      continue
    }
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xff) {
      at += 1 // fill byte
      continue
    }
    if (marker === EOI) return scanned
    at += 2 + uint16(bytes, at + 2)
    if (marker !== SOS) continue
    scanned = true
    at = afterScan(bytes, at)
  }
  return false
}

/** The last start of a scan: that of the picture, whatever thumbnails the metadata holds. */
function lastScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.length - 2; at >= from; at -= 1) if (bytes[at] === 0xff && bytes[at + 1] === SOS) return at
  return -1
}

/**
 * Where the scan is over: at the end marker, or at a table or header that leads on to another marker. Anything else
 * after 0xff in there is damage that decoders step over. (The server's backend/evidence/formats.py decides alike.)
 */
function afterScan(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1] ?? 0
    if (marker === EOI) return at
    if (!mayFollowScan(marker)) continue
    if (marker === SOS || bytes[at + 2 + uint16(bytes, at + 2)] === 0xff) return at
  }
  return bytes.length
}

/** Huffman tables, the next scan, other tables and intervals, application data, a comment. */
function mayFollowScan(marker: number): boolean {
  return marker === 0xc4 || (marker >= SOS && marker <= 0xdd) || (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe
}

function pngEnds(bytes: Uint8Array): boolean {
  let at = 8
  while (at + 12 <= bytes.length) {
    const length = uint32(bytes, at, false)
    if (text(bytes, at + 4, 4) === 'IEND') return true
    at += 12 + length
  }
  return false
}

/** The boxes of a HEIF file fill it exactly, or the last one says "to the end". */
function heicEnds(bytes: Uint8Array): boolean {
  let at = 0
  while (at + 8 <= bytes.length) {
    const size = uint32(bytes, at, false)
    if (size === 0) return true
    const length = size === 1 ? uint32(bytes, at + 12, false) : size // no photo needs the upper half
    if (length < 8) return false
    at += length
  }
  return at === bytes.length
}

function text(bytes: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + length))
}

function uint16(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
}

function uint32(bytes: Uint8Array, at: number, littleEndian: boolean): number {
  if (at + 4 > bytes.length) return 0xffffffff
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(at, littleEndian)
}
