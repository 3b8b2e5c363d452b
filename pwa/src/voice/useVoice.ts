/** One voice note of a draft: recorded with two taps, kept on the phone while it is being said. */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'

import { MOST_SECONDS, record, VoiceFault, type Part, type Recording, type VoiceTrouble } from './recorder'
import { keepVoice, voiceAddress, type Said } from './voiceRow'

import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { dropTakenOff, takeOff } from '@/db/photos'

const LOOK_EVERY_MS = 250

export type VoiceState = 'none' | 'asking' | 'recording' | 'kept'

export interface VoiceParts {
  phone: Phone
  owner: string // key of the draft
  id: Ref<string | null> // of the note, in the draft; written to
  keepDraft: () => Promise<void> // the draft names the note before the first word is kept
  failed: (failure: unknown) => void
  now?: () => Date
  recording?: typeof record
}

export function useVoice(parts: VoiceParts) {
  const { id } = parts
  const mic = useMicrophone(parts)
  const playing = useAddress(parts, mic.busy)
  const state = computed((): VoiceState => (mic.busy.value ? mic.busy.value : id.value ? 'kept' : 'none'))

  async function remove(): Promise<void> {
    const gone = id.value
    if (!gone) return
    id.value = null
    await takeOff(parts.phone, gone, parts.now?.() ?? new Date())
    await parts.keepDraft()
    await dropTakenOff(parts.phone, gone)
  }

  return {
    state,
    trouble: mic.trouble,
    secondsLeft: mic.secondsLeft,
    address: playing,
    start: mic.start,
    stop: mic.stop,
    /** Resolves when nothing is being recorded any more. */
    settled: mic.stop,
    remove: () => remove().catch(parts.failed),
  }
}

export type Voice = ReturnType<typeof useVoice>

function useMicrophone(parts: VoiceParts) {
  const now = parts.now ?? (() => new Date())
  const busy = ref<'asking' | 'recording' | null>(null)
  const trouble = ref<VoiceTrouble | null>(null)
  const keep = keeper(parts, now)
  const { secondsLeft, run, halt } = useMinute(now, () => void stop())
  let under: { id: string; at: Date; recording: Recording } | null = null

  async function start(): Promise<void> {
    if (busy.value) return
    busy.value = 'asking'
    trouble.value = null
    const [id, at] = [newId(), now()]
    const part: Part = (bytes, mime) => void (under?.id === id && keep({ id, at, bytes, mime }).catch(parts.failed))
    try {
      under = { id, at, recording: await (parts.recording ?? record)(part, () => void stop()) }
      busy.value = 'recording'
      run()
    } catch (failure) {
      busy.value = null
      fail(failure)
    }
  }

  async function stop(): Promise<void> {
    const ending = under
    if (!ending) return
    under = null
    halt()
    const { id, at, recording } = ending
    try {
      const bytes = await recording.stop()
      if (bytes.byteLength === 0) throw new VoiceFault('failed')
      await keep({ id, at, bytes, mime: recording.mime })
      parts.id.value = id
      await parts.keepDraft()
    } catch (failure) {
      fail(failure)
    } finally {
      busy.value = null
    }
  }

  const fail = (failure: unknown): void => void (trouble.value = troubleOf(failure, parts))

  onScopeDispose(() => void stop())
  return { busy, trouble, secondsLeft, start, stop }
}

function troubleOf(failure: unknown, { failed }: VoiceParts): VoiceTrouble {
  if (failure instanceof VoiceFault) return failure.trouble
  failed(failure)
  return 'failed'
}

/** One write after another: a shorter part never lands last. */
function keeper({ phone, owner }: VoiceParts, now: () => Date): (said: Omit<Said, 'owner'>) => Promise<void> {
  let writing: Promise<unknown> = Promise.resolve()
  return (said) => {
    const write = writing.then(() => keepVoice(phone, { ...said, owner }, now()))
    writing = write.catch(() => undefined) // told to the caller; what comes next is written all the same
    return write
  }
}

/** Counts down a minute, and says when it is over. */
function useMinute(now: () => Date, over: () => void) {
  const secondsLeft = ref(MOST_SECONDS)
  let clock: ReturnType<typeof setInterval> | undefined
  const halt = (): void => clearInterval(clock)

  function run(): void {
    const begun = now().getTime()
    secondsLeft.value = MOST_SECONDS
    clock = setInterval(() => {
      const said = (now().getTime() - begun) / 1000
      secondsLeft.value = Math.max(0, Math.ceil(MOST_SECONDS - said))
      if (said >= MOST_SECONDS) over()
    }, LOOK_EVERY_MS)
  }
  return { secondsLeft, run, halt }
}

/** An address of the note to be played from; '' while there is none. */
function useAddress(parts: VoiceParts, busy: Ref<string | null>) {
  const address = ref('')
  const drop = (): void => {
    if (address.value) URL.revokeObjectURL(address.value)
    address.value = ''
  }
  async function look(): Promise<void> {
    drop()
    const wanted = parts.id.value
    if (!wanted || busy.value) return
    const found = await voiceAddress(parts.phone, wanted)
    if (found && wanted === parts.id.value) address.value = found
  }
  watch([parts.id, busy], () => void look().catch(parts.failed), { immediate: true })
  onScopeDispose(drop)
  return address
}
