/// <reference lib="webworker" />
/** Shrinks off the main thread. One file in, one answer out, named by the asker's number. */
import { shrink, type Shrunk } from './shrink'

export interface Asked {
  number: number
  file: Blob
}
export type Answer = { number: number; shrunk: Shrunk } | { number: number; failed: string }

declare const self: DedicatedWorkerGlobalScope

self.onmessage = async ({ data }: MessageEvent<Asked>) => {
  try {
    const shrunk = await shrink(data.file)
    self.postMessage({ number: data.number, shrunk } satisfies Answer, [shrunk.bytes])
  } catch (reason) {
    self.postMessage({ number: data.number, failed: String(reason) } satisfies Answer)
  }
}
