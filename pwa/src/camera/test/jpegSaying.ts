/** The smallest JPEG with EXIF of our own (TIFF 6.0, big-endian): for tags that no real photo among ours has. */
type Tags = Record<number, string | number[]> // text, or numbers as hundredths

const EXIF_AT = 8 + 2 + 2 * 12 + 4 // behind the header and a first block of two pointers

export function jpegSaying(exif: Tags, gps: Tags): ArrayBuffer {
  const exifBlock = block(exif, EXIF_AT)
  const gpsAt = EXIF_AT + exifBlock.length
  const first = [...u16(2), ...pointer(0x8769, EXIF_AT), ...pointer(0x8825, gpsAt), ...u32(0)]
  const tiff = [...ascii('MM'), ...u16(42), ...u32(8), ...first, ...exifBlock, ...block(gps, gpsAt)]
  const segment = [...ascii('Exif\0\0'), ...tiff]
  return new Uint8Array([0xff, 0xd8, 0xff, 0xe1, ...u16(segment.length + 2), ...segment, 0xff, 0xda, 0, 2, 0xff, 0xd9]).buffer
}

/** Entries of twelve bytes; what does not fit into its last four stands behind them all. */
function block(tags: Tags, at: number): number[] {
  const entries = Object.entries(tags).map(([tag, value]) => ({ tag: Number(tag), ...encoded(value) }))
  const behind = at + 2 + 12 * entries.length + 4
  const rows: number[] = []
  const data: number[] = []
  for (const { tag, type, count, bytes } of entries) {
    const fits = bytes.length <= 4
    rows.push(...u16(tag), ...u16(type), ...u32(count), ...(fits ? [...bytes, 0, 0, 0, 0].slice(0, 4) : u32(behind + data.length)))
    if (!fits) data.push(...bytes)
  }
  return [...u16(entries.length), ...rows, ...u32(0), ...data]
}

function encoded(value: string | number[]): { type: number; count: number; bytes: number[] } {
  if (typeof value !== 'string') return { type: 5, count: value.length, bytes: value.flatMap((n) => [...u32(Math.round(n * 100)), ...u32(100)]) }
  const bytes = ascii(`${value}\0`)
  return { type: 2, count: bytes.length, bytes }
}

function pointer(tag: number, at: number): number[] {
  return [...u16(tag), ...u16(4), ...u32(1), ...u32(at)]
}

function ascii(text: string): number[] {
  return [...text].map((one) => one.charCodeAt(0))
}

function u16(n: number): number[] {
  return [(n >> 8) & 255, n & 255]
}

function u32(n: number): number[] {
  return [...u16(n >>> 16), ...u16(n & 0xffff)]
}
