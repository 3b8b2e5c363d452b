/**
 * The custodian's pair of keys. The private half exists outside this module's calls only wrapped under a passphrase, in
 * the shape of the backup file; unlocked it is a CryptoKey that cannot be exported.
 */
import { fromBase64, randomBytes, toBase64, toHex, utf8, type Bytes } from './bytes'

import { newId } from '@/db/ids'

export const PASSPHRASE_LEAST = 12 // characters
const ROUNDS = 600_000 // PBKDF2-SHA-256, as OWASP asks for since 2023
const ROUNDS_MOST = 10_000_000 // a file that asks for more would only keep the browser busy
const FORMAT = 'baoliantong-clue-key'
const CURVE = { name: 'ECDH', namedCurve: 'P-256' } as const

/** Backup file and row in the browser are the same: nothing in it is readable without the passphrase. */
export interface KeyFile {
  format: typeof FORMAT
  v: 1
  keyId: string
  publicKey: string // base64, P-256 uncompressed
  fingerprint: string
  rounds: number
  salt: string // base64, 16 bytes
  nonce: string // base64, 12 bytes
  wrapped: string // base64: PKCS #8, AES-256-GCM; the public key is bound to it
  madeAt: string // ISO 8601, UTC
}

/** An unlocked pair, for opening. */
export interface OpenKey {
  keyId: string
  publicKey: Bytes
  privateKey: CryptoKey
}

export class WrongPassphrase extends Error {
  override name = 'WrongPassphrase'
}

/** False on a page without a secure context (plain http): there the browser gives no cryptography. */
export function canSeal(): boolean {
  return typeof crypto !== 'undefined' && typeof crypto.subtle === 'object'
}

export async function makeKeys(passphrase: string, now: Date): Promise<KeyFile> {
  const pair = await crypto.subtle.generateKey(CURVE, true, ['deriveBits'])
  const publicKey = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey))
  const [salt, nonce] = [randomBytes(16), randomBytes(12)]
  const key = await wrapping(passphrase, { salt, rounds: ROUNDS })
  const how = { name: 'AES-GCM', iv: nonce, additionalData: publicKey }
  const wrapped = new Uint8Array(await crypto.subtle.wrapKey('pkcs8', pair.privateKey, key, how))
  return {
    format: FORMAT,
    v: 1,
    keyId: newId(),
    publicKey: toBase64(publicKey),
    fingerprint: await fingerprintOf(publicKey),
    rounds: ROUNDS,
    salt: toBase64(salt),
    nonce: toBase64(nonce),
    wrapped: toBase64(wrapped),
    madeAt: now.toISOString(),
  }
}

/** Raises: WrongPassphrase, also for a file that was changed. */
export async function unlock(file: KeyFile, passphrase: string): Promise<OpenKey> {
  const publicKey = fromBase64(file.publicKey)
  const key = await wrapping(passphrase, { salt: fromBase64(file.salt), rounds: file.rounds })
  const how = { name: 'AES-GCM', iv: fromBase64(file.nonce), additionalData: publicKey }
  try {
    const bytes = fromBase64(file.wrapped)
    const privateKey = await crypto.subtle.unwrapKey('pkcs8', bytes, key, how, CURVE, false, ['deriveBits'])
    return { keyId: file.keyId, publicKey, privateKey }
  } catch (failure) {
    if (failure instanceof DOMException) throw new WrongPassphrase()
    throw failure
  }
}

/** The same of the key as the server answers it; '' where there is none, or no cryptography to reckon with. */
export async function fingerprintShown(publicKey: string | undefined): Promise<string> {
  return publicKey && canSeal() ? fingerprintOf(fromBase64(publicKey)) : ''
}

/** What two people read to each other: eight groups of four hex digits. The server reckons the same (clues/rules). */
export async function fingerprintOf(publicKey: Bytes): Promise<string> {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', publicKey))
  return toHex(hash).slice(0, 32).match(/.{4}/g)!.join(' ')
}

export function backupOf(file: KeyFile): File {
  const name = `clue-key-${file.madeAt.slice(0, 10)}-${file.fingerprint.slice(0, 4)}.json`
  return new File([JSON.stringify(file, null, 1)], name, { type: 'application/json' })
}

const TEXTS = ['keyId', 'publicKey', 'fingerprint', 'salt', 'nonce', 'wrapped', 'madeAt'] as const

/** Null for another file, a cut one, or one whose fingerprint is not that of its key. */
export async function keyFileIn(text: string): Promise<KeyFile | null> {
  try {
    const file = JSON.parse(text) as Partial<KeyFile> | null
    if (file?.format !== FORMAT || file.v !== 1 || TEXTS.some((name) => typeof file[name] !== 'string')) return null
    const { rounds } = file as KeyFile
    if (!Number.isInteger(rounds) || rounds < ROUNDS || rounds > ROUNDS_MOST) return null
    const own = await fingerprintOf(fromBase64((file as KeyFile).publicKey))
    return own === file.fingerprint ? (file as KeyFile) : null
  } catch (failure) {
    if (failure instanceof SyntaxError || failure instanceof DOMException) return null // told as "not a key file"
    throw failure
  }
}

async function wrapping(passphrase: string, { salt, rounds }: { salt: Bytes; rounds: number }): Promise<CryptoKey> {
  const typed = utf8(passphrase.normalize('NFC')) // two keyboards may spell one character differently
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey'])
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds }
  return crypto.subtle.deriveKey(how, material, { name: 'AES-GCM', length: 256 }, false, ['wrapKey', 'unwrapKey'])
}
