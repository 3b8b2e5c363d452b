import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { effectScope, ref, type EffectScope } from 'vue'

import { VoiceFault, type record, type Recording } from './recorder'
import { useVoice, type Voice } from './useVoice'
import { isVoice } from './voiceRow'

import { sha256Of } from '@/camera/hash'
import { phoneOf, type Phone } from '@/db/open'
import { photoOf, photosOf } from '@/db/photos'

const bytesOf = (text: string): ArrayBuffer => new TextEncoder().encode(text).buffer as ArrayBuffer
const OWNER = 'fault:a1'

let phone: Phone
let scope: EffectScope
let voice: Voice
let part: Parameters<typeof record>[0]
let ended: () => void
const id = ref<string | null>(null)
const failures: unknown[] = []
let at = new Date('2026-11-23T02:24:00Z')
let microphone: () => Promise<Recording>

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  URL.createObjectURL = () => 'blob:one'
  URL.revokeObjectURL = () => undefined
  phone = phoneOf(crypto.randomUUID())
  id.value = null
  failures.length = 0
  at = new Date('2026-11-23T02:24:00Z')
  microphone = async () => ({ mime: 'audio/webm', stop: async () => bytesOf('all of it') })
  scope = effectScope()
  voice = scope.run(() =>
    useVoice({
      phone,
      owner: OWNER,
      id,
      keepDraft: async () => undefined,
      failed: (failure) => failures.push(failure),
      now: () => at,
      recording: (onPart, onEnd) => {
        part = onPart
        ended = onEnd
        return microphone()
      },
    }),
  )!
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

it('is kept on the phone with its hash when it is stopped', async () => {
  await voice.start()
  expect(voice.state.value).toBe('recording')
  await voice.stop()

  expect(voice.state.value).toBe('kept')
  const row = await photoOf(phone, id.value!)
  expect(row).toMatchObject({ owner: OWNER, mime: 'audio/webm', place: null, stored: false, sha256: await sha256Of(bytesOf('all of it')) })
  expect(isVoice(row!)).toBe(true)
  expect(failures).toEqual([])
})

it('is on the phone while it is still being said', async () => {
  await voice.start()
  part(bytesOf('the first words'), 'audio/webm')
  await vi.waitFor(async () => expect(await photosOf(phone, OWNER)).toHaveLength(1))
  expect(id.value).toBeNull() // the form takes it in when it is opened again
})

it('stops by itself after a minute, and says how long is left', async () => {
  await voice.start()
  at = new Date(at.getTime() + 52_000)
  vi.advanceTimersByTime(250)
  expect(voice.secondsLeft.value).toBe(8)
  at = new Date(at.getTime() + 8_000)
  vi.advanceTimersByTime(250)
  await vi.waitFor(() => expect(voice.state.value).toBe('kept'))
})

it('keeps what was said when a call takes the microphone away', async () => {
  await voice.start()
  ended()
  await vi.waitFor(() => expect(voice.state.value).toBe('kept'))
})

it.each(['denied', 'absent', 'failed'] as const)('says it when the microphone is %s, and nothing else happens', async (trouble) => {
  microphone = () => Promise.reject(new VoiceFault(trouble))
  await voice.start()
  expect([voice.trouble.value, voice.state.value, id.value]).toEqual([trouble, 'none', null])
})

it('leaves the phone when it is taken off', async () => {
  await voice.start()
  await voice.stop()
  await voice.remove()
  expect([id.value, voice.state.value]).toEqual([null, 'none'])
  expect(await photosOf(phone, OWNER)).toEqual([])
})
