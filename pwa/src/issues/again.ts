/** A response that the unit's lead handed back: what it said, for who writes it again. Pure. */
import type { Issue } from './standing'

import type { ResponseKind } from '@/api/types'

type Step = Pick<Issue['steps'][number], 'command' | 'text' | 'words' | 'facts'> & { photos: readonly unknown[] }

export interface HandedBack {
  why: string
  photos: number // they stay with what was handed back
  said: Said
}

export interface Said {
  kind: ResponseKind | ''
  whatDone: string
  amount: string
  enterprises: string
  approximate: boolean
}

const COURSE = new Set(['respond', 'return_draft', 'sign', 'reject_response'])

/** `steps`: newest first. Null: nothing was handed back, or it has been written again since. */
export function handedBack(steps: readonly Step[]): HandedBack | null {
  const [back, written] = steps.filter(({ command }) => COURSE.has(command))
  if (back?.command !== 'return_draft' || written?.command !== 'respond') return null
  const { kind, amount_yuan: amount, enterprises, approximate } = written.facts
  return {
    why: back.text,
    photos: written.photos.length,
    said: {
      kind: (typeof kind === 'string' ? kind.toUpperCase() : '') as ResponseKind | '',
      whatDone: written.words,
      amount: String(amount ?? ''),
      enterprises: String(enterprises ?? ''),
      approximate: approximate === true,
    },
  }
}

export const NOTHING_SAID: Said = { kind: '', whatDone: '', amount: '', enterprises: '', approximate: false }

export function isUntouched({ kind, whatDone, amount, enterprises, photoIds }: Said & { photoIds: readonly string[] }): boolean {
  return !kind && !whatDone && !amount && !enterprises && photoIds.length === 0
}
