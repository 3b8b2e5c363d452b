/** One operation out, one reply back, over the network only. Never throws: being offline is a reply. */
import { Offline, reach, type Carrier } from './reach'
import { isTooOld, saidIn, type OperationName, type Reply, type ValueOf, type VariablesOf } from './reply'

import { refusalsReady } from '@/locales/refusalWords'

/** What every request needs to know of the person, and what it tells in return. */
export interface Standing {
  grantId(): string | null // acting grant, for questions and deeds that are no letters
  mayRead(): boolean // false when 14 days have passed without an answer
  answered(at: Date): void // the server has answered, whatever it said
  unreached(): void // it could not be reached
  signedOut(): void // it has said that this session is over
  tooOld(): void // it no longer knows what this version of the app asks
}

const nobody: Standing = {
  grantId: () => null,
  mayRead: () => true,
  answered: () => undefined,
  unreached: () => undefined,
  signedOut: () => undefined,
  tooOld: () => undefined,
}

let standing = nobody // module state: the page has one person at a time; set once before the app is mounted
let carrier: Carrier | undefined

export function openWire(parts: Partial<Standing>, carry?: Carrier): void {
  standing = { ...nobody, ...parts }
  carrier = carry
}

export const standingNow = (): Standing => standing

/** An answer must come within this; a person is looking at the screen. */
export const ANSWER_WITHIN_MS = 20_000

type Rest<K extends OperationName> = Record<string, never> extends VariablesOf<K>
  ? [variables?: VariablesOf<K>, timeoutMs?: number]
  : [variables: VariablesOf<K>, timeoutMs?: number]

export function call<K extends OperationName>(operation: K, ...rest: Rest<K>): Promise<Reply<ValueOf<K>>> {
  const [variables, timeoutMs = ANSWER_WITHIN_MS] = rest
  return request(operation, variables, timeoutMs)
}

export async function request<K extends OperationName>(
  operation: K,
  variables: VariablesOf<K> | undefined,
  timeoutMs: number,
): Promise<Reply<ValueOf<K>>> {
  const grant = standing.grantId()
  const headers = { 'content-type': 'application/json', ...(grant ? { 'x-acting-grant': grant } : {}) }
  const { documents } = await import('./documents') // a hundred ids: not among what the first page needs
  const body = JSON.stringify({ id: documents[operation], variables: variables ?? {} })
  try {
    const reached = await reach('graphql', { method: 'POST', headers, body, timeoutMs }, carrier)
    standing.answered(new Date())
    const said = saidIn<ValueOf<K>>(reached)
    if (said.kind === 'refused') await refusalsReady()
    if (said.kind === 'refused' && said.refusal.code === 'sign_in_needed') standing.signedOut()
    if (isTooOld(said)) standing.tooOld()
    return said
  } catch (failure) {
    if (!(failure instanceof Offline)) throw failure
    standing.unreached()
    return { kind: 'offline' }
  }
}
