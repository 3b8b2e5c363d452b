/** The frozen months, and what changed since one of them. */
import { onMounted, ref, shallowRef } from 'vue'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { phone } from '@/db/open'

export type Snapshot = ValueOf<'LedgerSnapshots'>['items'][number]
export type Change = ValueOf<'LedgerChanges'>['items'][number]

export function useSnapshots() {
  const months = shallowRef<readonly Snapshot[] | null>(null)
  const opened = ref('')
  const changes = shallowRef<readonly Change[] | null>(null)
  const failed = ref(false)

  async function read(): Promise<void> {
    failed.value = false
    const answer = await ask('LedgerSnapshots', {}, { phone: phone() })
    if (answer.kind === 'answer') months.value = answer.value.items
    else failed.value = true
  }

  async function open(id: string): Promise<void> {
    opened.value = id
    changes.value = null
    failed.value = false
    const answer = await ask('LedgerChanges', { snapshotId: id }, { phone: phone() })
    if (opened.value !== id) return
    if (answer.kind === 'answer') changes.value = answer.value.items
    else failed.value = true
  }

  onMounted(read)
  return { months, opened, changes, failed, read, open }
}
