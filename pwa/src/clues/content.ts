/** What lies inside an envelope: the length of the head, the head, the photos, zeros. Layout: docs/clues.md. Pure. */
import { joined, utf8, type Bytes } from './bytes'

export interface Content {
  text: string
  issue: string // number of the issue it is about; '' if none. Stands in here and nowhere else
  photos: Bytes[] // JPEG, without metadata
}

interface Head {
  v: 1
  text: string
  issue: string
  photos: number[] // bytes of each
}

const LENGTH_BYTES = 4
const STEP_BYTES = 1024 // filled up with zeros, so that the size says little

/** The content is not laid out as this app knows it: a newer app may have sealed it. */
export class ContentUnknown extends Error {
  override name = 'ContentUnknown'
}

export function packed({ text, issue, photos }: Content): Bytes {
  const head: Head = { v: 1, text, issue, photos: photos.map(({ length }) => length) }
  const said = utf8(JSON.stringify(head))
  const length = new Uint8Array(LENGTH_BYTES)
  new DataView(length.buffer).setUint32(0, said.length)
  const used = joined(length, said, ...photos)
  return joined(used, new Uint8Array((STEP_BYTES - (used.length % STEP_BYTES)) % STEP_BYTES))
}

/** Raises: ContentUnknown. */
export function unpacked(bytes: Bytes): Content {
  if (bytes.length < LENGTH_BYTES) throw new ContentUnknown()
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0)
  const head = headIn(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length))
  let at = LENGTH_BYTES + length
  const photos = head.photos.map((size) => bytes.slice(at, (at += size)))
  if (at > bytes.length) throw new ContentUnknown()
  return { text: head.text, issue: head.issue, photos }
}

function headIn(bytes: Bytes): Head {
  try {
    const head = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Head>
    const sizes = head.photos
    const whole = head.v === 1 && typeof head.text === 'string' && typeof head.issue === 'string'
    if (whole && Array.isArray(sizes) && sizes.every((size) => Number.isInteger(size) && size >= 0)) return head as Head
  } catch (failure) {
    if (!(failure instanceof SyntaxError)) throw failure
  }
  throw new ContentUnknown()
}
