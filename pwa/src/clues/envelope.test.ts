// @vitest-environment node
import { beforeAll, describe, expect, it } from 'vitest'

import { fromBase64, joined, toBase64, utf8, type Bytes } from './bytes'
import { ContentUnknown, packed, unpacked } from './content'
import { NotOpened, open, seal, TooBig } from './envelope'
import { backupOf, fingerprintOf, keyFileIn, makeKeys, unlock, WrongPassphrase, type KeyFile, type OpenKey } from './keys'

const PASSPHRASE = '案管室的一把长口令 2026'
const ID = '5f0c2f5e-8a39-4d0b-9f5b-0c9b3d1a7e42'
const NOW = new Date('2026-11-24T04:00:00Z')
const CLUE = { text: '某街道办主任收受企业购物卡，时间是上月中旬。', issue: 'WD-2026-0012', photos: [utf8('甲图'), utf8('乙图再长一些')] }
const STRETCHING_MS = 30_000 // a passphrase is made hard to guess on purpose: half a second each time, more where much runs

let file: KeyFile
let others: KeyFile // under the same passphrase
let keys: OpenKey
let sealed: Bytes
beforeAll(async () => {
  file = await makeKeys(PASSPHRASE, NOW)
  others = await makeKeys(PASSPHRASE, NOW)
  keys = await unlock(file, PASSPHRASE)
  sealed = await seal(CLUE, keys.publicKey, ID)
}, STRETCHING_MS)

describe('an envelope', { timeout: STRETCHING_MS }, () => {
  it('opens to what was sealed, text and photos', async () => {
    expect(await open(sealed, keys, ID)).toEqual(CLUE)
  })

  it('lies on the wire as docs/clues.md says', async () => {
    expect([sealed[0], sealed[1]]).toEqual([1, 4])
    expect((sealed.length - 1 - 65 - 12 - 16) % 1024).toBe(0)
    expect(new TextDecoder().decode(sealed)).not.toContain('购物卡')
  })

  it('is another one each time', async () => {
    const again = await seal(CLUE, keys.publicKey, ID)
    expect(toBase64(again)).not.toBe(toBase64(sealed))
    expect(again.length).toBe(sealed.length)
  })

  it.each([0, 1, 40, 70, 100, 1_000])('is refused when byte %i was changed', async (at) => {
    const changed = sealed.slice()
    changed[at]! ^= 1
    await expect(open(changed, keys, ID)).rejects.toThrow(NotOpened)
  })

  it('is refused when its end is missing, and when there is nothing', async () => {
    await expect(open(sealed.slice(0, -1), keys, ID)).rejects.toThrow(NotOpened)
    await expect(open(new Uint8Array(), keys, ID)).rejects.toThrow(NotOpened)
  })

  it('does not open under another id or with another key', async () => {
    const stranger = await unlock(others, PASSPHRASE)
    await expect(open(sealed, keys, ID.replace('5', '6'))).rejects.toThrow(NotOpened)
    await expect(open(sealed, stranger, ID)).rejects.toThrow(NotOpened)
  })

  it('is never larger than the server takes', async () => {
    await expect(seal({ ...CLUE, photos: [new Uint8Array(180_000)] }, keys.publicKey, ID)).rejects.toThrow(TooBig)
  })
})

describe('the content', () => {
  it('of one length in bytes has one size, whatever it says', () => {
    expect(packed({ text: '短', issue: '', photos: [] }).length).toBe(1024)
    expect(packed({ text: '长'.repeat(300), issue: '', photos: [] }).length).toBe(1024)
  })

  it('that is laid out otherwise is told apart', () => {
    const whole = packed(CLUE)
    expect(() => unpacked(new Uint8Array(3))).toThrow(ContentUnknown)
    expect(() => unpacked(joined(Uint8Array.of(0, 0, 0, 9), utf8('{"v": 2 }')))).toThrow(ContentUnknown)
    expect(() => unpacked(whole.slice(0, 20))).toThrow(ContentUnknown)
    expect(unpacked(whole)).toEqual(CLUE)
  })
})

describe('the keys', { timeout: STRETCHING_MS }, () => {
  it('do not open with another passphrase, nor from a changed file', async () => {
    await expect(unlock(file, `${PASSPHRASE} `)).rejects.toThrow(WrongPassphrase)
    await expect(unlock({ ...file, publicKey: others.publicKey }, PASSPHRASE)).rejects.toThrow(WrongPassphrase)
    await expect(unlock({ ...file, wrapped: others.wrapped }, PASSPHRASE)).rejects.toThrow(WrongPassphrase)
  })

  it('come back from the backup file, which holds nothing readable', async () => {
    const text = await backupOf(file).text()
    expect(backupOf(file).name).toMatch(/^clue-key-2026-11-24-[0-9a-f]{4}\.json$/)
    expect(text).not.toContain(PASSPHRASE)
    const again = await unlock((await keyFileIn(text))!, PASSPHRASE)
    expect(await open(sealed, again, ID)).toEqual(CLUE)
    expect(again.privateKey.extractable).toBe(false)
  })

  it('are not taken from another file, a cut one, a weak one, or one with another fingerprint', async () => {
    const text = JSON.stringify(file)
    const wrong = [
      '', '[]', 'null', '{"format":"baoliantong-letters","v":1}', text.slice(0, -9),
      JSON.stringify({ ...file, rounds: 1 }),
      JSON.stringify({ ...file, fingerprint: '0000 '.repeat(8).trim() }),
      JSON.stringify({ ...file, publicKey: '不是' }),
    ]
    for (const one of wrong) expect(await keyFileIn(one)).toBeNull()
  })

  it('have the fingerprint that the server shows', async () => {
    const point = joined(Uint8Array.of(4), new Uint8Array(64)) // rules.fingerprint_of(b"\4" + bytes(64))
    expect(await fingerprintOf(point)).toBe('59ef 1a5a 00f3 5b1a 722d a56c a70b 52a7')
    expect(file.fingerprint).toMatch(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/)
    expect(fromBase64(file.publicKey).length).toBe(65)
  })
})
