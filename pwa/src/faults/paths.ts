/** Where a report is written and read, and under which key its draft is kept. */
import type { Telling } from './deeds'
import type { StepNumber } from './draft'

export const KIND = 'fault'
export const HOME = '/faults'

export function draftKey(id: string): string {
  return `${KIND}:${id}`
}

/** Of what is added to a report that the server has. */
export function tellingKey(telling: Telling, id: string): string {
  return `tell-${telling}:${id}`
}

/** The page that opens the draft of this key; null when it is none of a report. */
export function faultDraftPath(key: string): string | null {
  const [kind, id] = [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)]
  if (kind === KIND) return stepPath(id, 1)
  return kind.startsWith('tell-') ? `${faultPath(id)}?do=${kind.slice('tell-'.length)}` : null
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
