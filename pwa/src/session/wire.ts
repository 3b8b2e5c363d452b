/** What the session needs of the network: one operation out, one reply back. Never throws. */
import type { Reply } from '@/api/reply'

export type { Reply }

export type SessionOperation =
  | 'Me'
  | 'SignIn'
  | 'SignOut'
  | 'SetPassword'
  | 'UseResetCode'
  | 'Devices'
  | 'RevokeDevice'

export type Wire = <T>(operation: SessionOperation, variables?: Record<string, unknown>) => Promise<Reply<T>>
