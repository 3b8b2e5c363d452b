/** What an answer of the server says: the thing asked for, a typed refusal, or a fault of ours with its number. */
import type { Operations, Remedy } from './types'

import type { Reached } from './reach'
import type { Refusal } from '@/db/letter'

export type OperationName = keyof Operations
export type VariablesOf<K extends OperationName> = Operations[K]['variables']
/** The answer without its refusal. */
export type ValueOf<K extends OperationName> = Exclude<Operations[K]['result'], { __typename: 'Refused' }>

export type Reply<T> =
  | { kind: 'answer'; value: T }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'offline' }
  | { kind: 'fault'; incident: string } // '' when the server gave no number

export type Said<T> = Exclude<Reply<T>, { kind: 'offline' }>

const REMEDIES: readonly unknown[] = ['RETRY', 'FIX', 'SIGN_IN', 'STOP']

/** The one root field of a GraphQL answer. */
export function saidIn<T>({ body, status }: Reached): Said<T> {
  const data = body.data as Record<string, unknown> | null | undefined
  const result = data && Object.values(data)[0]
  if (typeof result === 'object' && result !== null) {
    const refusal = refusalIn(result as Record<string, unknown>)
    return refusal ? { kind: 'refused', refusal } : { kind: 'answer', value: result as T }
  }
  return faultIn(body, status)
}

/** The server no longer answers what this version asks: only an update helps, and everything waits for it. */
export function isTooOld(said: { kind: string; refusal?: Refusal }): boolean {
  return said.refusal?.code === 'unknown_document'
}

/** A refusal, if this object is one. */
export function refusalIn(answer: Record<string, unknown>): Refusal | null {
  const { code, message, remedy, field, facts } = answer
  if (typeof code !== 'string' || !REMEDIES.includes(remedy)) return null
  return {
    code,
    message: typeof message === 'string' ? message : '',
    remedy: remedy as Remedy,
    field: typeof field === 'string' ? field : null,
    facts: typeof facts === 'object' && facts !== null ? (facts as Record<string, unknown>) : {},
  }
}

interface Fault {
  message?: string
  extensions?: { code?: string; incident?: string; remedy?: string }
}

/** An error that names its remedy is a refusal (content of the wrong type); any other is our fault. */
export function faultIn(body: Record<string, unknown>, status: number): Said<never> {
  const [error] = (Array.isArray(body.errors) ? body.errors : []) as Fault[]
  const { code = '', incident = '', remedy = status === 413 ? 'FIX' : '' } = error?.extensions ?? {}
  if (incident === '' && remedy !== '') {
    const refusal = refusalIn({ code, message: error?.message, remedy, facts: {} })
    if (refusal) return { kind: 'refused', refusal }
  }
  return { kind: 'fault', incident }
}
