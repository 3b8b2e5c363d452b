/** What 我的 → 通知 says of pushes on this phone, and which button belongs to it. Pure. */
import type { Unable } from './able'

export type Button = 'turn on' | 'turn on again' | 'test' | null

export interface Standing {
  unable: Unable | null
  enabled: boolean | null // null: the server has not said
  reason: string // why it is not enabled, in the server's words
  bell: { healthy: boolean; lastAckAt: string | null } | null // this phone's, as the server knows it
}

export type Row =
  | { says: 'unable'; why: Unable; button: null }
  | { says: 'server'; reason: string; button: null }
  | { says: 'unknown' | 'off' | 'on' | 'silent'; button: Button }

export function rowOf({ unable, enabled, reason, bell }: Standing): Row {
  if (unable) return { says: 'unable', why: unable, button: null }
  if (enabled === null) return { says: 'unknown', button: null }
  if (!enabled) return { says: 'server', reason, button: null }
  if (!bell) return { says: 'off', button: 'turn on' }
  return bell.healthy ? { says: 'on', button: 'test' } : { says: 'silent', button: 'turn on again' }
}
