/** The district's settings over the network. */
import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import type { Json } from '@/api/types'

type Setting = ValueOf<'Settings'>['items'][number]
export type SettingRow = Setting & { code: string } // the list's rows have an id or a code

export async function settings(): Promise<Reply<{ items: SettingRow[] }>> {
  const reply = await call('Settings')
  if (reply.kind !== 'answer') return reply
  return { kind: 'answer', value: { items: reply.value.items.map((one) => ({ ...one, code: one.key })) } }
}

/** Any JSON is a value; the contract's type of JSON speaks of objects only. */
export const saveSetting = (key: string, value: unknown) => call('SaveSetting', { key, value: value as Json })
