/** A photo as the grid and the viewer show it, wherever its bytes are. */
import type { IconName } from './icons'
import { t } from './photoWords'

export interface GridPhoto {
  id: string
  src: string // object URL or photos/{id}; '' while there is nothing to show
  alt?: string // what it shows, if known; else its number is said
  state?: 'kept' | 'waiting' | 'sending' | 'delivered' | 'unreadable' // none: only looked at
  percent?: number // while sending
  large?: string // the bigger picture for the viewer
  note?: string // under it in the viewer: when taken, check code
}

export interface PhotoState {
  icon: IconName | null
  words: string
  bad: boolean
}

/** The line over the photo: 已存本机 → 等待 → 62% → 已送达; bad: 读不出，换一张. */
export function stateOf(photo: GridPhoto): PhotoState | null {
  switch (photo.state) {
    case 'kept':
      return { icon: 'check', words: t('photoKept'), bad: false }
    case 'waiting':
      return { icon: 'clock', words: t('photoWaiting'), bad: false }
    case 'sending':
      return { icon: 'upload', words: t('photoSending', { n: Math.round(photo.percent ?? 0) }), bad: false }
    case 'delivered':
      return { icon: 'check', words: t('photoDelivered'), bad: false }
    case 'unreadable':
      return { icon: null, words: t('photoUnreadable'), bad: true }
    default:
      return null
  }
}

export function nameOf(photo: GridPhoto, at: number): string {
  return photo.alt || t('photoN', { n: at + 1 })
}

/** The same photos with one at another place. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const next = [...list]
  const [one] = next.splice(from, 1)
  if (one !== undefined) next.splice(Math.max(0, Math.min(to, next.length)), 0, one)
  return next
}
