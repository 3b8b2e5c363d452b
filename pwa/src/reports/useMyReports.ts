/** One's own reports: 90 days kept on the phone, older visits page by page from the server. */
import { computed, ref, shallowRef, watch } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { chipsOf, rowsOf, visitRow, type Chip, type VisitRow } from './rows'

import { ask } from '@/api/ask'
import { useAnswer } from '@/api/useAnswer'
import { phone } from '@/db/open'
import { useLooks } from '@/outbox/useLooks'
import { useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { useWaited } from '@/ui/useWaited'

const FIRST = 30
const CHIPS: readonly Chip[] = ['all', 'fix', 'going', 'done']

export function useMyReports() {
  const { value, at, trouble, asking, refresh } = useAnswer('MyReports', {})
  const { letters } = useSync()
  const now = new Date()
  const chip = useChip()
  const older = useOlder(() => value.value?.since)
  const underway = computed(() => new Set(letters.value.map(({ subjectId }) => subjectId)))
  const kept = computed(() => (value.value ? rowsOf(value.value, now, underway.value) : []))
  const rows = computed(() => {
    const known = new Set(kept.value.map(({ id }) => id))
    const more = older.visits.value.filter(({ id }) => !known.has(id)).map((one) => visitRow(one, now, underway.value))
    return [...kept.value, ...more]
  })
  const waiting = computed(() => value.value === null && trouble.value === null)
  const seconds = useWaited(() => waiting.value)

  const over = useLooks(look)

  async function look(): Promise<void> {
    await refresh()
    if (trouble.value || !value.value) return
    const { keepReports } = await import('@/evidence/keeping')
    await keepReports(value.value.visits, value.value.issues, over)
  }

  return {
    rows, chip, trouble, asking, waiting, refresh: look, older, now,
    chips: computed(() => chipsOf(rows.value)),
    shown: computed(() => rows.value.filter((row) => chip.value === 'all' || row.chip === chip.value)),
    list: computed<ListState>(() => {
      if (value.value === null) return { fetchingSeconds: seconds.value }
      const failed = trouble.value !== null
      return { asOf: failed || bars.sync.offline ? at.value : null, failed: failed && trouble.value?.kind !== 'offline' }
    }),
  }
}

/** The chosen chip stands in the address: coming back finds it again. */
function useChip() {
  const route = useRoute()
  const router = useRouter()
  const chip = ref(CHIPS.find((one) => one === route.query.only) ?? 'all')
  watch(chip, (only) => void router.replace({ query: { only: only === 'all' ? undefined : only } }))
  return chip
}

/** Visits before `since`, asked for by the person. */
function useOlder(since: () => string | undefined) {
  const { me } = useSession()
  const visits = shallowRef<VisitRow[]>([])
  const cursor = ref<string | null>(null)
  const state = ref<'fresh' | 'more' | 'end' | 'asking' | 'offline' | 'fault'>('fresh')

  async function fetch(): Promise<void> {
    const [authorId, day] = [me.value?.person.id, since()?.slice(0, 10)]
    if (!authorId || !day || state.value === 'asking') return
    state.value = 'asking'
    const answer = await ask(
      'Visits',
      { filter: { authorId, to: day }, order: 'NEWEST_FIRST', first: FIRST, after: cursor.value },
      { phone: phone() },
    )
    if (answer.kind !== 'answer') {
      state.value = answer.kind === 'offline' ? 'offline' : 'fault'
      return
    }
    visits.value = [...visits.value, ...answer.value.items]
    cursor.value = answer.value.after
    state.value = cursor.value ? 'more' : 'end'
  }
  return { visits, state, fetch }
}
