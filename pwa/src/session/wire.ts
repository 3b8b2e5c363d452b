/** What the session needs of the network: one operation out, one of four replies back. Never throws. */
export interface Refusal {
  code: string
  message: string
  remedy: string
  field: string | null
  facts: Record<string, unknown>
}

export type Reply<T> =
  | { kind: 'answer'; value: T }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'offline' }
  | { kind: 'fault'; incident: string }

export type SessionOperation =
  | 'Me'
  | 'SignIn'
  | 'SignOut'
  | 'SetPassword'
  | 'UseResetCode'
  | 'Devices'
  | 'RevokeDevice'

export type Wire = <T>(operation: SessionOperation, variables?: Record<string, unknown>) => Promise<Reply<T>>
