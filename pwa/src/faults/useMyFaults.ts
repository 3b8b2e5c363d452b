/** One's own reports: what the server says, what still waits on this phone, and what was begun. */
import { computed, onMounted, ref } from 'vue'

import type { FaultDraft } from './draft'
import { KIND } from './paths'
import { FIRST } from './rows'
import { useOlder } from './useOlder'

import { useAnswer } from '@/api/useAnswer'
import { drafts } from '@/db/drafts'
import { phone } from '@/db/open'
import type { DraftRow } from '@/db/schema'
import { useLooks } from '@/outbox/useLooks'
import { noteFailure, useSync } from '@/outbox/useSync'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { useWaited } from '@/ui/useWaited'

export function useMyFaults() {
  const { value, at, trouble, asking, refresh } = useAnswer('MyIssues', { first: FIRST, after: null })
  const { letters } = useSync()
  const begun = ref<DraftRow[]>([])
  const waiting = computed(() => value.value === null && trouble.value === null)
  const seconds = useWaited(() => waiting.value)
  const older = useOlder(FIRST, () => value.value?.after ?? null)
  const items = computed(() => {
    const first = value.value?.items ?? []
    const here = new Set(first.map(({ id }) => id)) // a row that moved between two pages is shown once
    return [...first, ...older.older.value.filter(({ id }) => !here.has(id))]
  })
  const known = computed(() => new Set(items.value.map(({ id }) => id)))

  const over = useLooks(look, { arrived: () => older.drop() })

  async function look(): Promise<void> {
    await refresh()
    if (trouble.value || !value.value) return
    const { keepReports } = await import('@/evidence/keeping')
    await keepReports([], value.value.items, over)
  }
  onMounted(() => drafts(phone(), KIND).then((rows) => (begun.value = rows)).catch(noteFailure))

  return {
    items, trouble, asking, waiting, refresh: look,
    more: () => older.more().catch(noteFailure),
    hasMore: older.hasMore, fetching: older.fetching, missed: older.missed,
    begun: computed(() => begun.value.map(({ key, savedAt, value: kept }) => ({ key, savedAt, title: titleOf(kept as FaultDraft) }))),
    /** Sealed here and not on the server yet. */
    unsent: computed(() => letters.value.filter((one) => one.operation === 'ReportIssue' && !known.value.has(one.subjectId))),
    /** Reports about which something still waits here. */
    underway: computed(() => new Set(letters.value.map(({ subjectId }) => subjectId))),
    list: computed<ListState>(() => {
      if (value.value === null) return { fetchingSeconds: seconds.value }
      const failed = trouble.value !== null
      return { asOf: failed || bars.sync.offline ? at.value : null, failed: failed && trouble.value?.kind !== 'offline' }
    }),
  }
}

function titleOf({ description, enterprise, placeText }: FaultDraft): string {
  const text = description.trim() || enterprise?.name || placeText.trim()
  return text.length > 16 ? `${text.slice(0, 16)}…` : text
}
