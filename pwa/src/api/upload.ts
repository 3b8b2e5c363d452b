/** Bytes to the server, told how far they are. Apart from `reach`, because the first page sends none. */
import { reach, type Carrier, type Reached, type Sending } from './reach'

/** Like `reach`. Progress is told by XMLHttpRequest only; a service worker has none. Raises: Offline. */
export function sendBytes(path: string, sending: Sending, carry?: Carrier): Promise<Reached> {
  const tells = sending.onPercent && typeof XMLHttpRequest !== 'undefined'
  return reach(path, sending, carry ?? (tells ? byXhr : undefined))
}

const byXhr: Carrier = (url, { method, headers, body, timeoutMs, signal, onPercent }) =>
  new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = (): void => request.abort()
    let clock = setTimeout(stop, timeoutMs)
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(clock) // bytes move: a slow line is not a dead one
      clock = setTimeout(stop, timeoutMs)
      if (total > 0) onPercent?.((100 * loaded) / total)
    }
    request.onloadend = () => {
      clearTimeout(clock)
      signal?.removeEventListener('abort', stop)
      if (request.status === 0) return reject(new Error('no answer'))
      const header = (name: string): string | null => request.getResponseHeader(name)
      const { status, responseText: text } = request
      resolve({ status, text, contentType: header('content-type') ?? '', retryAfter: header('retry-after') })
    }
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    signal?.addEventListener('abort', stop)
    if (signal?.aborted) return reject(new Error('stopped'))
    request.send(body ?? null)
  })
