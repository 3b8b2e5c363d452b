/** 测试推送: one push to each of the person's devices, and whether one of them answers within half a minute. */
import { call } from '@/api/call'
import { newId } from '@/db/ids'
import type { Refusal } from '@/db/letter'

export type Trial =
  | { kind: 'sent' }
  | { kind: 'heard'; at: string } // ISO 8601, UTC: when the server heard the phone
  | { kind: 'silent' }
  | { kind: 'refused'; refusal: Refusal }
  | { kind: 'offline' }
  | { kind: 'fault' }

export interface Trying {
  wait: (ms: number) => Promise<void>
  now: () => number // ms
  told: (trial: Trial) => void // each step, for the page
}

const ASK_EVERY_MS = 1_000
const PATIENCE_MS = 30_000

/** The last step; the ones before it go to `told`. */
export async function tryPush({ wait, now, told }: Trying): Promise<Trial> {
  const owed = await call('TestPush', { input: { commandId: newId() } })
  if (owed.kind === 'refused') return owed
  if (owed.kind !== 'answer') return { kind: owed.kind }
  told({ kind: 'sent' })
  const end = now() + PATIENCE_MS
  while (now() < end) {
    const at = await heardAt(owed.value.deliveries)
    if (at) return { kind: 'heard', at }
    await wait(ASK_EVERY_MS)
  }
  return { kind: 'silent' }
}

async function heardAt(deliveries: readonly string[]): Promise<string | null> {
  const asked = await Promise.all(deliveries.map((id) => call('Delivery', { id })))
  for (const one of asked) if (one.kind === 'answer' && one.value.ackedAt) return one.value.ackedAt
  return null
}
