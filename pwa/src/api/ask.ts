/**
 * Questions: the network first, then what the phone keeps of the last answer; the answer says which.
 * With a copy at hand the network gets a few seconds; a later answer still comes, through `fresh`.
 */
import { ANSWER_WITHIN_MS, request, standingNow } from './call'
import { isTooOld, type OperationName, type Reply, type ValueOf, type VariablesOf } from './reply'
import type { Operations } from './types'

import { copyOf, keepCopy } from '@/db/copies'
import type { Phone } from '@/db/open'

export type Question = { [K in OperationName]: Operations[K]['kind'] extends 'query' ? K : never }[OperationName]

/** `why`: what kept the network's answer away, when the copy stands in for it. */
export type Answer<T> =
  | { kind: 'answer'; value: T; from: 'network'; at: Date }
  | { kind: 'answer'; value: T; from: 'phone'; at: Date; why: 'offline' | 'slow' | 'fault' }
  | Exclude<Reply<never>, { kind: 'answer' }>

export interface Asking<K extends Question> {
  phone: Phone
  fresh?: (answer: Answer<ValueOf<K>>) => void // a copy was shown, and now the network has answered
  copyAfterMs?: number // how long a copy waits for the network; default 4 s
}

const COPY_AFTER_MS = 4000

/** Ask, and keep the answer on the phone for when there is no network. */
export async function ask<K extends Question>(
  operation: K,
  variables: VariablesOf<K>,
  { phone, fresh, copyAfterMs = COPY_AFTER_MS }: Asking<K>,
): Promise<Answer<ValueOf<K>>> {
  const key = copyKey(operation, variables)
  const asked = fromNetwork(operation, variables, phone, key)
  const copy = standingNow().mayRead() ? await copyOf(phone, key) : undefined
  if (!copy) return asked
  const kept = { kind: 'answer', value: copy.value as ValueOf<K>, from: 'phone', at: new Date(copy.fetchedAt) } as const
  const first = await Promise.race([asked, patience(copyAfterMs)])
  if (first === 'slow') {
    if (fresh) void asked.then((late) => late.kind === 'answer' && fresh(late))
    return { ...kept, why: 'slow' }
  }
  return first.kind === 'offline' || first.kind === 'fault' ? { ...kept, why: first.kind } : first
}

/** Copies differ by role: what one grant may see is not another's. */
export function copyKey(operation: string, variables: object): string {
  return `${operation}:${standingNow().grantId() ?? ''}:${JSON.stringify(variables, sorted)}`
}

/** The copy alone, at once: for a first picture before the network is asked. */
export async function kept<K extends Question>(
  operation: K,
  variables: VariablesOf<K>,
  phone: Phone,
): Promise<{ value: ValueOf<K>; at: Date } | null> {
  if (!standingNow().mayRead()) return null
  const copy = await copyOf(phone, copyKey(operation, variables))
  return copy ? { value: copy.value as ValueOf<K>, at: new Date(copy.fetchedAt) } : null
}

async function fromNetwork<K extends Question>(
  operation: K,
  variables: VariablesOf<K>,
  phone: Phone,
  key: string,
): Promise<Answer<ValueOf<K>>> {
  const reply = await request(operation, variables, ANSWER_WITHIN_MS)
  if (isTooOld(reply)) return { kind: 'fault', incident: '' } // nothing is said of the record: what the phone has of it stays
  if (reply.kind !== 'answer') return reply
  const at = new Date()
  try {
    await keepCopy(phone, { key, value: reply.value, fetchedAt: at.toISOString() })
  } catch (failure) {
    console.info('no copy kept:', (failure as Error).name) // the answer is here; only the next offline start lacks it
  }
  return { kind: 'answer', value: reply.value, from: 'network', at }
}

function patience(ms: number): Promise<'slow'> {
  return new Promise((resolve) => setTimeout(() => resolve('slow'), ms))
}

/** Names in one order, so that equal variables give equal keys. */
function sorted(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}
