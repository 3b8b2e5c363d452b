/** The browser's own recorder, for at most a minute. What it has is handed over every few seconds: a battery may die. */

export const MOST_SECONDS = 60
const PART_MS = 5_000
const BITS_PER_SECOND = 32_000 // speech; a minute is about 240 KB
/** Containers the server takes, the first that this browser records in. */
const KINDS = ['audio/webm;codecs=opus', 'audio/mp4', 'audio/webm']

export type VoiceTrouble = 'denied' | 'absent' | 'failed'

export class VoiceFault extends Error {
  override name = 'VoiceFault'
  constructor(readonly trouble: VoiceTrouble) {
    super(trouble)
  }
}

export interface Recording {
  mime: string // audio/webm, audio/mp4
  stop(): Promise<ArrayBuffer> // all of it; the microphone is off then
}

/** Gets all that was said so far. */
export type Part = (soFar: ArrayBuffer, mime: string) => void

/** `ended`: it stopped by itself (a call came, the device was pulled). */
export async function record(part: Part, ended: () => void): Promise<Recording> {
  const kind = kindHere()
  if (!kind) throw new VoiceFault('absent')
  const stream = await microphone()
  const chunks: Blob[] = []
  let recorder: MediaRecorder
  try {
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: BITS_PER_SECOND })
  } catch {
    letGo(stream)
    throw new VoiceFault('absent')
  }
  const mime = kind.split(';')[0]!
  const whole = (): Promise<ArrayBuffer> => new Blob(chunks).arrayBuffer()
  const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve(), { once: true }))
  recorder.addEventListener('dataavailable', ({ data }) => {
    if (data.size === 0) return
    chunks.push(data)
    void whole().then((soFar) => part(soFar, mime))
  })
  recorder.addEventListener('error', ended)
  for (const track of stream.getTracks()) track.addEventListener('ended', ended)
  recorder.start(PART_MS)
  return {
    mime,
    async stop() {
      if (recorder.state !== 'inactive') recorder.stop()
      await stopped
      letGo(stream)
      return whole()
    },
  }
}

/** False in web views without a recorder, and on pages that are not secure: there is no microphone then. */
export function canRecord(): boolean {
  return kindHere() !== null && Boolean(navigator.mediaDevices?.getUserMedia as unknown)
}

function kindHere(): string | null {
  if (typeof MediaRecorder === 'undefined') return null
  return KINDS.find((kind) => MediaRecorder.isTypeSupported(kind)) ?? null
}

async function microphone(): Promise<MediaStream> {
  if (!canRecord()) throw new VoiceFault('absent')
  try {
    return await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: true, noiseSuppression: true } })
  } catch (failure) {
    const { name } = failure as Error
    if (name === 'NotAllowedError' || name === 'SecurityError') throw new VoiceFault('denied')
    throw new VoiceFault(name === 'NotFoundError' ? 'absent' : 'failed')
  }
}

function letGo(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
