/** What the list of enterprises shows: whose, which, in which groups, and how it stands with the server. */
import { computed, onMounted, ref, shallowRef, watch, type Ref } from 'vue'
import { useRoute, useRouter } from 'vue-router'

import { byStreet, counts, fits, grouped, type Wanted } from './groups'
import { lastVisits } from './ownVisits'
import type { Hit } from './search'
import { useDirectory } from './useDirectory'

import { ask, kept } from '@/api/ask'
import { ANSWER_WITHIN_MS } from '@/api/call'
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

  const mine = computed(() => {
    const { rows } = directory.value // `rowOf` would index all 3,000 before the first few stand
    return cards.value.map(({ id }) => rows.find((row) => row.id === id)).filter((row) => row !== undefined)
  })
  const visits = useOwnVisits(isLiaison.value)
  const here = computed(() => read.value && visits.looked.value) // groups that come later would push the rows away
  const place = shallowRef(knownPlace.value)
  watch(here, () => (place.value = knownPlace.value)) // a position that comes later is for the next time the page opens
  const rows = computed(() => (!here.value ? [] : district.value ? byStreet(directory.value.rows) : mine.value))
  const fitting = computed(() => rows.value.filter((row) => fits(row, wanted.value, now)))
  const groups = computed(() => {
    const plain = district.value || wanted.value !== 'all'
    if (plain) return { nearest: [], recent: [], rest: district.value ? fitting.value : byStreet(fitting.value) }
    return grouped(fitting.value, place.value?.place ?? null, visits.last.value)
  })
  const find = useSearch(directory)
  useNearby(isLiaison.value)
  const hits = computed(() => {
    if (text.value.trim() === '' || !find.value) return null
    return cut(find.value(text.value), district.value)
  })

  const waiting = computed(() => !here.value || (rows.value.length === 0 && asking.value))
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
    placeAt: computed(() => place.value?.at ?? null),
  }
}

/** Where the phone is, if it may be known already: never asked for here. */
function useNearby(wanted: boolean): void {
  onMounted(() => {
    if (wanted) whenIdle(() => void import('@/place/nearby').then(({ lookAround }) => lookAround(new Date())))
  })
}

/** The search, which comes after the list stands; its index is made anew while nobody waits. */
function useSearch(rows: Ref<unknown>) {
  const find = shallowRef<((text: string) => Hit[]) | null>(null)
  const fetch = async (): Promise<void> => {
    const [{ prepareSearch, searchNow }] = await Promise.all([import('./search'), import('./SearchHits.vue')])
    watch(rows, prepareSearch, { immediate: true })
    find.value = searchNow
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

/**
 * Where this officer was last, as the phone knows it when the list comes. Asked for each time, so that their reports of
 * 90 days are on the phone as well; what the server adds is for the next time the page opens.
 */
function useOwnVisits(isLiaison: boolean) {
  const { letters, looked: box } = useSync()
  const reports = shallowRef<readonly Visit[] | null>(isLiaison ? null : []) // null: not looked at yet
  const last = shallowRef<ReadonlyMap<string, Date>>(new Map())
  const looked = computed(() => reports.value !== null && (box.value || !isLiaison))
  watch(looked, () => (last.value = lastVisits(reports.value ?? [], letters.value as never)))
  onMounted(async () => {
    if (!isLiaison) return
    reports.value = (await kept('MyReports', {}, phone()))?.value.visits ?? []
    await ask('MyReports', {}, { phone: phone(), copyAfterMs: ANSWER_WITHIN_MS })
  })
  return { looked, last }
}
