/** The wholes behind a list, kept on the phone one after the other: what the list names can be read without a network. */
import { ask, kept } from './ask'
import type { ValueOf } from './reply'

import { phone } from '@/db/open'

export interface Listed {
  id: string
  version: number
  notedAt?: string | null // of issues: notes change no version
}

/** Only what has changed is asked for. Returns what the phone has now, in the order of the list. */
export async function keepEach<K extends 'Issue' | 'Visit'>(
  operation: K,
  rows: readonly Listed[],
  over: () => boolean,
  changed: (row: Listed) => Promise<void> = async () => undefined,
): Promise<ValueOf<K>[]> {
  const here: ValueOf<K>[] = []
  let reached = true
  for (const row of rows) {
    if (over()) break
    const copy = (await kept(operation, { id: row.id } as never, phone()))?.value ?? null
    if (copy && (!reached || isAsListed(copy as Listed, row))) here.push(copy)
    else if (reached) {
      const answer = await ask(operation, { id: row.id } as never, { phone: phone() })
      reached = answer.kind !== 'offline' && !(answer.kind === 'answer' && answer.from === 'phone' && answer.why === 'offline')
      if (answer.kind === 'answer') here.push(answer.value)
      if (reached) await changed(row)
    }
  }
  return here
}

function isAsListed(copy: Listed, row: Listed): boolean {
  return copy.version === row.version && (row.notedAt === undefined || copy.notedAt === row.notedAt)
}
