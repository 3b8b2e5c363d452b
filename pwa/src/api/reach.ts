/**
 * One way to the server, for questions, letters and photos.
 *
 * Only JSON is an answer of our server: a captive portal's or a half-dead proxy's page counts as no network.
 */
export class Offline extends Error {
  override name = 'Offline'
  /** `retryAfterMs`: how long somebody on the way asked us to wait; null if nobody did. */
  constructor(
    why: string,
    readonly retryAfterMs: number | null = null,
  ) {
    super(why)
  }
}

export interface Sending {
  method: 'POST' | 'PUT' | 'GET'
  headers: Record<string, string>
  body?: string | ArrayBuffer
  timeoutMs: number // without an answer, or with `onPercent` without a byte moving
  signal?: AbortSignal
  onPercent?: (percent: number) => void // of `sendBytes` only
}

export interface Carried {
  status: number
  contentType: string
  retryAfter: string | null
  text: string
}

/** Carries a request there and the reply back. Rejects when there is no reply. */
export type Carrier = (url: URL, sending: Sending) => Promise<Carried>

export interface Reached {
  status: number
  body: Record<string, unknown>
  retryAfterMs: number | null
}

/** Raises: Offline, for everything that is no whole answer of the server. */
export async function reach(path: string, sending: Sending, carry: Carrier = byFetch): Promise<Reached> {
  let carried: Carried
  try {
    carried = await carry(new URL(path, appAddress()), sending)
  } catch (failure) {
    throw new Offline(failure instanceof Error ? failure.message : String(failure))
  }
  const retryAfterMs = waitAsked(carried.retryAfter)
  if (!carried.contentType.startsWith('application/json')) throw new Offline(`status ${carried.status}`, retryAfterMs)
  return { status: carried.status, body: objectIn(carried.text), retryAfterMs }
}

/** Where the app lives, with its path prefix; the service worker has no document. */
export function appAddress(): string {
  if (typeof document !== 'undefined') return document.baseURI
  return (globalThis as unknown as { registration: { scope: string } }).registration.scope
}

function objectIn(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body as Record<string, unknown>
  } catch {
    throw new Offline('an answer cut in the middle')
  }
  throw new Offline('an answer that is no object')
}

/** Retry-After in seconds or as a date; null when absent or unreadable. */
function waitAsked(header: string | null): number | null {
  if (!header) return null
  const seconds = Number(header)
  const ms = Number.isNaN(seconds) ? Date.parse(header) - Date.now() : seconds * 1000
  return Number.isNaN(ms) ? null : Math.max(0, ms)
}

const byFetch: Carrier = async (url, { method, headers, body, timeoutMs, signal }) => {
  const giveUp = new AbortController() // AbortSignal.timeout and .any are younger than the phones we serve
  const stop = (): void => giveUp.abort()
  const clock = setTimeout(stop, timeoutMs)
  if (signal?.aborted) stop()
  signal?.addEventListener('abort', stop)
  try {
    const init: RequestInit = { method, headers, credentials: 'same-origin', cache: 'no-store', signal: giveUp.signal }
    const reply = await fetch(url, body === undefined ? init : { ...init, body })
    return {
      status: reply.status,
      contentType: reply.headers.get('content-type') ?? '',
      retryAfter: reply.headers.get('retry-after'),
      text: await reply.text(),
    }
  } finally {
    clearTimeout(clock)
    signal?.removeEventListener('abort', stop)
  }
}
