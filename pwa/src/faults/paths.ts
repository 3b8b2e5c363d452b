/** Where a report is written and read, and under which key its draft is kept. */
import type { StepNumber } from './draft'

export const KIND = 'fault'
export const HOME = '/faults'

export function draftKey(id: string): string {
  return `${KIND}:${id}`
}

/** The page that opens the draft of this key; null when it is none of a report. */
export function faultDraftPath(key: string): string | null {
  return key.startsWith(`${KIND}:`) ? stepPath(key.slice(KIND.length + 1), 1) : null
}

export function stepPath(id: string, step: StepNumber): string {
  return `${HOME}/draft/${encodeURIComponent(id)}${step === 1 ? '' : `?step=${step}`}`
}

export function faultPath(id: string): string {
  return `${HOME}/${encodeURIComponent(id)}`
}

export function donePath(id: string): string {
  return `${HOME}/done/${encodeURIComponent(id)}`
}
