/**
 * When to send: at the start, when the network returns, when the app is seen again, by a timer with back-off, by the
 * button. `online` and visibility only suggest that it may work now; whether it does is proven by an answer.
 */
import type { Outcome } from './drain'
import { waitAfter } from './patience'

export interface Round {
  sending: boolean
  end: Outcome['end'] | 'fault' | null // how the last round ended; null before the first
  nextTryAt: Date | null
}

export interface Triggered {
  drain(force: boolean, signal: AbortSignal): Promise<Outcome>
  told(round: Round): void
  failed(failure: unknown): void // a fault of the phone (its database): nothing was lost, it is tried again
  now?: () => Date
}

const LOOK_AGAIN_MS = 5_000 // while another tab sends
const LEAST_MS = 500
const LONGEST_SLEEP_MS = 15 * 60_000 // clocks are set, and a timer past 24 days fires at once

export interface Triggers {
  kick(force?: boolean): Promise<void> // resolves when the round that it asked for is over
  rest(): void // end the running round; the next kick starts anew
  stop(): void
}

export function startTriggers(parts: Triggered): Triggers {
  const sender = new Sender(parts)
  const ears = new AbortController()
  const on = { signal: ears.signal }
  const force = (): void => void sender.kick(true)
  const rest = (): void => sender.rest() // a page in the back/forward cache keeps its lock: give it back first
  window.addEventListener('online', force, on)
  window.addEventListener('pageshow', (event) => event.persisted && force(), on)
  window.addEventListener('pagehide', rest, on)
  document.addEventListener('freeze', rest, on)
  document.addEventListener('resume', force, on)
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && force(), on)
  void sender.kick(true)
  return {
    kick: (forced) => sender.kick(forced),
    rest,
    stop() {
      ears.abort()
      sender.rest()
    },
  }
}

class Sender {
  private pause = new AbortController()
  private running: Promise<void> | null = null
  private following: Promise<void> | null = null
  private followWithForce = false
  private failures = 0 // rounds in a row that reached nobody
  private timer: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly parts: Triggered) {}

  /** One round now; while one runs, one more after it: a letter sealed meanwhile is not forgotten. */
  kick(force = false): Promise<void> {
    if (!this.running) {
      this.running = this.round(force).finally(() => (this.running = null))
      return this.running
    }
    this.followWithForce ||= force
    this.following ??= this.running.then(() => {
      const forced = this.followWithForce
      this.following = null
      this.followWithForce = false
      return this.kick(forced)
    })
    return this.following
  }

  rest(): void {
    clearTimeout(this.timer)
    this.pause.abort()
    this.pause = new AbortController()
  }

  private async round(force: boolean): Promise<void> {
    clearTimeout(this.timer)
    this.parts.told({ sending: true, end: null, nextTryAt: null })
    try {
      const outcome = await this.parts.drain(force, this.pause.signal)
      this.failures = outcome.end === 'offline' ? this.failures + 1 : 0
      this.parts.told({ sending: false, end: outcome.end, nextTryAt: this.wakeAt(this.nextTry(outcome)) })
    } catch (failure) {
      this.failures += 1
      this.parts.failed(failure)
      const again = this.later(waitAfter(this.failures, Math.random()))
      this.parts.told({ sending: false, end: 'fault', nextTryAt: this.wakeAt(again) })
    }
  }

  private nextTry({ end, nextAt, retryAfterMs }: Outcome): Date | null {
    switch (end) {
      case 'done':
        return nextAt
      case 'offline':
        return this.later(Math.max(waitAfter(this.failures, Math.random()), retryAfterMs ?? 0))
      case 'busy':
        return this.later(LOOK_AGAIN_MS)
      default:
        return null // signed out or resting: only an event or the person starts it again
    }
  }

  private wakeAt(at: Date | null): Date | null {
    if (!at) return null
    const wait = Math.min(Math.max(LEAST_MS, at.getTime() - this.now().getTime()), LONGEST_SLEEP_MS)
    this.timer = setTimeout(() => void this.kick(), wait)
    return at
  }

  private later(ms: number): Date {
    return new Date(this.now().getTime() + ms)
  }

  private now(): Date {
    return this.parts.now?.() ?? new Date()
  }
}
