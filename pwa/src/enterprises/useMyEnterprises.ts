/** What the list of enterprises shows: whose, which, in which groups, and how it stands with the server. */
import { computed, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { byStreet, counts, fits, grouped, type Wanted } from './groups'
import { lastVisits } from './ownVisits'
import type { Hit } from './search'
import { rowOf, useDirectory } from './useDirectory'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'
import { knownPlace } from '@/place/known'
import { useSession } from '@/session/useSession'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { whenIdle } from '@/ui/idle'
import { useWaited } from '@/ui/useWaited'

const KEEP_TEXT_AFTER_MS = 400

type Visit = ValueOf<'MyReports'>['visits'][number]

export function useMyEnterprises() {
  const { directory, cards, read, asking, trouble, refresh } = useDirectory()
  const { grant } = useSession()
  const { text, wanted, wholeDistrict } = useLook()
  const isLiaison = computed(() => grant.value?.role === 'LIAISON')
  const district = computed(() => wholeDistrict.value || !isLiaison.value)
  const now = new Date()

  const mine = computed(() => cards.value.map((card) => rowOf(card.id)).filter((row) => row !== undefined))
  const rows = computed(() => (district.value ? byStreet(directory.value.rows) : mine.value))
  const fitting = computed(() => rows.value.filter((row) => fits(row, wanted.value, now)))
  const visits = useOwnVisits(isLiaison.value)
  const groups = computed(() => {
    const plain = district.value || wanted.value !== 'all'
    if (plain) return { nearest: [], recent: [], rest: district.value ? fitting.value : byStreet(fitting.value) }
    return grouped(fitting.value, knownPlace.value?.place ?? null, visits.value)
  })
  const find = useFinder([directory, cards])
  useNearby(isLiaison.value)
  const hits = computed(() => {
    if (text.value.trim() === '' || !find.value) return null
    return cut(find.value(text.value), district.value)
  })

  const waiting = computed(() => !read.value || (rows.value.length === 0 && asking.value))
  const seconds = useWaited(() => waiting.value)
  const list = computed<ListState>(() => {
    if (rows.value.length === 0) return { fetchingSeconds: seconds.value }
    const old = trouble.value !== null || bars.sync.offline
    return { asOf: old ? directory.value.at : null, failed: trouble.value !== null && trouble.value.kind !== 'offline' }
  })

  return {
    text, wanted, district, isLiaison, rows, groups, hits, waiting, list, trouble, refresh, asking, now,
    counts: computed(() => counts(rows.value, now)),
    districtCount: computed(() => directory.value.rows.length),
    placeAt: computed(() => knownPlace.value?.at ?? null),
  }
}

/** Where the phone is, if it may be known already: never asked for here. */
function useNearby(wanted: boolean): void {
  onMounted(() => {
    if (wanted) whenIdle(() => void import('@/place/nearby').then(({ lookAround }) => lookAround(new Date())))
  })
}

/** The search, which comes after the list stands; its index is made anew while nobody waits. */
function useFinder(rows: Ref<unknown>[]) {
  const find = shallowRef<((text: string) => Hit[]) | null>(null)
  const fetch = async (): Promise<void> => {
    const { finderNow, prepareSearch } = await import('./search')
    watch(rows, prepareSearch, { immediate: true })
    find.value = (text) => finderNow().find(text)
  }
  onMounted(() => whenIdle(() => void fetch()))
  return find
}

/** Of everything that was found: what this list shows, and how many more the district has. */
function cut(found: Hit[], district: boolean): { shown: Hit[]; more: number } {
  const shown = district ? found : found.filter((hit) => hit.paired)
  return { shown, more: found.length - shown.length }
}

/** What is searched and chosen stands in the address, so that coming back finds it again. */
function useLook() {
  const route = useRoute()
  const router = useRouter()
  const { q, only } = route.query
  const text = ref(typeof q === 'string' ? q : '')
  const wanted = ref<Wanted>(only === 'open' || only === 'unvisited' ? only : 'all')
  const wholeDistrict = computed(() => route.query.scope === 'district')
  let clock: ReturnType<typeof setTimeout> | undefined
  watch([text, wanted], () => {
    clearTimeout(clock)
    const path = route.path
    clock = setTimeout(() => {
      if (router.currentRoute.value.path !== path) return
      const look = { q: text.value || undefined, only: wanted.value === 'all' ? undefined : wanted.value }
      void router.replace({ query: { ...route.query, ...look } })
    }, KEEP_TEXT_AFTER_MS)
  })
  watch(wholeDistrict, () => {
    wanted.value = 'all'
    window.scrollTo(0, 0)
  })
  return { text, wanted, wholeDistrict }
}

/** Where this officer was last; asked for once, so that their reports of 90 days are on the phone as well. */
function useOwnVisits(isLiaison: boolean) {
  const { letters } = useSync()
  const reports = shallowRef<readonly Visit[]>([])
  onMounted(async () => {
    if (!isLiaison) return
    const take = (answer: Awaited<ReturnType<typeof askReports>>): void => {
      if (answer.kind === 'answer') reports.value = answer.value.visits
    }
    take(await askReports(take))
  })
  return computed(() => lastVisits(reports.value, letters.value as never))
}

function askReports(fresh: NonNullable<Parameters<typeof ask<'MyReports'>>[2]['fresh']>) {
  return ask('MyReports', {}, { phone: phone(), copyAfterMs: 0, fresh })
}
