/** Sends what waits. The only code that writes letters to the server, and the only code that forgets them. */
import { forget, readBox, rewrite } from './box'
import { afterFault, afterRefusal, nextDueAt, nextOf, postponed, type Setback } from './letter'
import { alone, BUSY } from './lock'
import { tellTabs } from './tabs'

import { Offline } from '@/api/reach'
import { isTooOld } from '@/api/reply'
import type { Post, Unsent } from '@/api/post'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import { markPhoto, photoOf } from '@/db/photos'
import type { PhotoRow } from '@/db/schema'

export interface Draining {
  phone: Phone
  post: Post
  personId: string // whose session the network carries
  now: () => Date
  random?: () => number
  force?: boolean // try each once now, whatever its back-off: the network is back, or the person wants it
  signal?: AbortSignal // the page is about to rest, or somebody else has signed in
  stillIn?: () => Promise<boolean> // asked before each letter: nothing goes under another person's session
}

export interface Outcome {
  /** 'busy': another tab is at it; 'stopped': told to rest. */
  end: 'done' | 'offline' | 'sign-in' | 'busy' | 'stopped'
  delivered: number
  nextAt: Date | null // when the next letter wants to go
  retryAfterMs: number | null // offline only: how long we were asked to wait
}

/**
 * Send due letters one at a time: photos before the letter that names them, letters about one subject strictly in
 * order. Stops early when offline or signed out, because every later letter would meet the same fate.
 */
export async function drain(draining: Draining): Promise<Outcome> {
  const outcome = await alone(`outbox-${draining.personId}`, (lost) => new Drain(draining, lost).run())
  return outcome === BUSY ? { end: 'busy', delivered: 0, nextAt: null, retryAfterMs: null } : outcome
}

/** Why the round ends here, if it does. */
type Stop = { end: 'offline' | 'sign-in' | 'stopped'; retryAfterMs: number | null } | null

class Drain {
  private readonly tried = new Set<string>()
  private delivered = 0

  constructor(
    private readonly to: Draining,
    private readonly lost: AbortSignal,
  ) {}

  async run(): Promise<Outcome> {
    for (;;) {
      if (this.over() || !((await this.to.stillIn?.()) ?? true)) return this.outcome('stopped')
      const letter = nextOf(await this.letters(), this.to.now(), this.tried, this.to.force ?? false)
      if (!letter) return this.outcome('done')
      this.tried.add(letter.id)
      const stop = await this.deliver(letter)
      tellTabs({ kind: 'changed' })
      if (stop) return this.outcome(stop.end, stop.retryAfterMs)
    }
  }

  /** Letters of somebody else do not belong here, and are not sent under this person's name. */
  private async letters(): Promise<Letter[]> {
    return (await readBox(this.to.phone)).letters.filter(({ personId }) => personId === this.to.personId)
  }

  private async deliver(letter: Letter): Promise<Stop> {
    const { phone, post, signal } = this.to
    try {
      const photos = await this.photosOf(letter)
      if (!Array.isArray(photos)) return await this.handBack(letter, photos.unsent, photos.photoId)
      const sent = await post.send(letter, photos, signal)
      if (sent.kind !== 'taken') return await this.handBack(letter, sent, '')
      await forget(phone, letter)
      this.delivered += 1
      return null
    } catch (failure) {
      if (this.over()) return { end: 'stopped', retryAfterMs: null } // another drain may own the letter: write nothing
      if (!(failure instanceof Offline)) throw failure
      await rewrite(phone, postponed(letter, this.setback(failure.retryAfterMs)))
      return { end: 'offline', retryAfterMs: failure.retryAfterMs }
    }
  }

  /** Every photo on the server, or what came between. */
  private async photosOf(letter: Letter): Promise<PhotoRow[] | { unsent: Unsent; photoId: string }> {
    const photos: PhotoRow[] = []
    for (const id of letter.photoIds) {
      const photo = await photoOf(this.to.phone, id)
      if (!photo) return { photoId: id, unsent: PHOTO_GONE }
      if (photo.stored) {
        photos.push(photo)
        continue
      }
      const tell = (percent: number): void => tellTabs({ kind: 'percent', photoId: id, percent })
      const sent = await this.to.post.putPhoto(photo, tell, this.to.signal)
      if (sent.kind !== 'taken') return { photoId: id, unsent: sent }
      const kept = { stored: true, evidenceSha256: sent.evidenceSha256 }
      await markPhoto(this.to.phone, id, kept)
      tellTabs({ kind: 'changed' })
      photos.push({ ...photo, ...kept })
    }
    return photos
  }

  private async handBack(letter: Letter, unsent: Unsent, photoId: string): Promise<Stop> {
    const { phone } = this.to
    const setback = this.setback(unsent.retryAfterMs)
    if (unsent.kind === 'fault') {
      await rewrite(phone, afterFault(letter, unsent.incident, setback))
      return null
    }
    const { refusal } = unsent
    if (isTooOld(unsent)) tellTabs({ kind: 'too-old' }) // the worker sends too, and has no page to say it on
    await rewrite(phone, afterRefusal(letter, refusal, setback, photoId))
    // the server may have lost what it once took; sending a photo again is harmless
    if (refusal.code === 'photos_missing' || refusal.code === 'voice_missing') await this.offerPhotosAgain(letter)
    return refusal.remedy === 'SIGN_IN' ? { end: 'sign-in', retryAfterMs: null } : null
  }

  private async offerPhotosAgain(letter: Letter): Promise<void> {
    for (const id of letter.photoIds) await markPhoto(this.to.phone, id, { stored: false })
  }

  private setback(retryAfterMs: number | null): Setback {
    return { now: this.to.now(), random: (this.to.random ?? Math.random)(), retryAfterMs }
  }

  private over(): boolean {
    return this.lost.aborted || (this.to.signal?.aborted ?? false)
  }

  private async outcome(end: Outcome['end'], retryAfterMs: number | null = null): Promise<Outcome> {
    const nextAt = end === 'stopped' ? null : nextDueAt(await this.letters())
    return { end, delivered: this.delivered, nextAt, retryAfterMs }
  }
}

const PHOTO_GONE: Unsent = {
  kind: 'refused',
  retryAfterMs: null,
  refusal: { code: 'photo_gone', message: '有照片已不在本机，请去掉这张，或重新拍摄。', remedy: 'FIX', field: 'photoIds', facts: {} },
}
