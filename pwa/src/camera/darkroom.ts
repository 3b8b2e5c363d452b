/** Where photos are shrunk: in a worker, one after another, or on the page where there is no worker for it. */
import { shrink, type Shrunk } from './shrink'
import { type Answer, type Asked } from './shrink.worker'

let worker: Worker | null = null
let asked = 0
let queue: Promise<unknown> = Promise.resolve()

/** One at a time: a 12-megapixel picture takes 48 MB while it is open. Throws when it cannot be decoded. */
export function develop(file: Blob): Promise<Shrunk> {
  const next = queue.then(() => (offThread() ? inWorker(file) : shrink(file)))
  queue = next.catch(() => undefined) // the next photo does not care
  return next
}

function offThread(): boolean {
  return typeof Worker !== 'undefined' && typeof OffscreenCanvas !== 'undefined'
}

function inWorker(file: Blob): Promise<Shrunk> {
  worker ??= new Worker(new URL('./shrink.worker.ts', import.meta.url), { type: 'module' })
  const own = worker
  const number = ++asked
  return new Promise((resolve, reject) => {
    const listen = ({ data }: MessageEvent<Answer>) => {
      if (data.number !== number) return
      stop()
      if ('shrunk' in data) resolve(data.shrunk)
      else reject(new Error(data.failed))
    }
    const broken = () => {
      stop()
      worker = null // a worker that could not start, or died, is not asked again
      shrink(file).then(resolve, reject)
    }
    const stop = () => {
      own.removeEventListener('message', listen)
      own.removeEventListener('error', broken)
    }
    own.addEventListener('message', listen)
    own.addEventListener('error', broken)
    own.postMessage({ number, file } satisfies Asked)
  })
}
