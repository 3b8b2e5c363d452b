/**
 * Sealing for the custodian and opening again. Everything is WebCrypto's own; nothing here is ours but the order of the
 * bytes: version, ephemeral public key, nonce, AES-256-GCM. Written down in docs/clues.md; a change is a new version.
 */
import { joined, randomBytes, utf8, type Bytes } from './bytes'
import { packed, unpacked, type Content } from './content'

export const ENVELOPE_BYTES_MAX = 180_000 // what the server takes
const VERSION = 1
const POINT_BYTES = 65 // P-256, uncompressed
const NONCE_BYTES = 12
const HEAD_BYTES = 1 + POINT_BYTES + NONCE_BYTES
const LABEL = 'baoliantong clue 1'
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/** What is inside has to become smaller: less text or fewer photos. */
export class TooBig extends Error {
  override name = 'TooBig'
}

/** Sealed for another key, put under another id, changed on the way, or of a version not known here. */
export class NotOpened extends Error {
  override name = 'NotOpened'
}

/** `id`: of the hand-over; the envelope opens under this one only. Raises: TooBig. */
export async function seal(content: Content, publicKey: Bytes, id: string): Promise<Bytes> {
  const plain = packed(content)
  if (HEAD_BYTES + plain.length + 16 > ENVELOPE_BYTES_MAX) throw new TooBig()
  const once = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']) // thrown away with this call
  const point = new Uint8Array(await crypto.subtle.exportKey('raw', once.publicKey))
  const theirs = await crypto.subtle.importKey('raw', publicKey, CURVE, false, [])
  const key = await sharedKey(once.privateKey, theirs, [point, publicKey], 'encrypt')
  const nonce = randomBytes(NONCE_BYTES)
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(id) }, key, plain)
  return joined(Uint8Array.of(VERSION), point, nonce, new Uint8Array(sealed))
}

/** Raises: NotOpened, ContentUnknown. */
export async function open(envelope: Bytes, keys: { privateKey: CryptoKey; publicKey: Bytes }, id: string): Promise<Content> {
  if (envelope[0] !== VERSION || envelope.length < HEAD_BYTES) throw new NotOpened()
  const point = envelope.slice(1, 1 + POINT_BYTES)
  const nonce = envelope.slice(1 + POINT_BYTES, HEAD_BYTES)
  return unpacked(await decrypted(envelope.slice(HEAD_BYTES), { ...keys, point, nonce, id }))
}

interface Sealed {
  privateKey: CryptoKey
  publicKey: Bytes
  point: Bytes
  nonce: Bytes
  id: string
}

async function decrypted(bytes: Bytes, { privateKey, publicKey, point, nonce, id }: Sealed): Promise<Bytes> {
  try {
    const theirs = await crypto.subtle.importKey('raw', point, CURVE, false, [])
    const key = await sharedKey(privateKey, theirs, [point, publicKey], 'decrypt')
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: utf8(id) }, key, bytes))
  } catch (failure) {
    if (failure instanceof DOMException) throw new NotOpened(failure.name) // a point off the curve too
    throw failure
  }
}

/** Bound to both public keys, so that neither can be exchanged for another. */
async function sharedKey(own: CryptoKey, theirs: CryptoKey, points: [Bytes, Bytes], use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  const secret = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, own, 256)
  const material = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey'])
  const how = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: joined(utf8(LABEL), ...points) }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, [use])
}
