/**
 * The queue of this supervisor: one for list, detail and desk, so that walking from one to the next keeps the order.
 * Its first fifty and their contents are kept on the phone (DECISIONS 25).
 */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'

import { arrived, letIn, merge, NOTHING_HELD, shownOf, type Held, type VisitLine } from './queue'

import { ask, copyKey, kept, type Answer } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import type { Trouble } from './useOne'
import { copyOf } from '@/db/copies'
import type { Letter } from '@/db/letter'
import { personHere, phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { bars } from '@/shell/bars'
import { useWaited } from '@/ui/useWaited'

const FIRST = 50
const AGAIN_AFTER_MS = 60_000

type Written = Pick<Letter, 'id' | 'operation' | 'state' | 'holdUntil' | 'subjectId'>
export type { Trouble }

const held = shallowRef<Held>(NOTHING_HELD)
const whose = ref('') // person and grant the queue was asked for
const total = ref(0)
const asOf = shallowRef<Date | null>(null)
const asked = ref(false)
const asking = ref(false)
const trouble = shallowRef<Trouble | null>(null)
const current = ref<string | null>(null)
let firm = false // the server has answered for this queue; before, the rows are the phone's copy
const delivered = ref<ReadonlySet<string>>(new Set()) // decided here and taken by the server, until it says so itself

export function useQueue() {
  const { letters } = useSync()
  const session = useSession()
  const written = computed(() => letters.value.filter(({ operation }) => operation === 'ReviewVisit' || operation === 'CorrectEnterprise'))
  const decided = computed(() => {
    const waiting = written.value.filter(({ state, operation }) => state === 'waiting' && operation === 'ReviewVisit').map(({ subjectId }) => subjectId)
    return new Set([...waiting, ...delivered.value])
  })
  const items = computed(() => shownOf(held.value.items, decided.value))

  forgetOthers(`${personHere() ?? ''}:${session.grant.value?.id ?? ''}`)
  watch(written, (now, before) => void noteDelivered(now, before))
  onMounted(() => {
    const clock = setInterval(() => document.visibilityState === 'visible' && void refresh(), AGAIN_AFTER_MS)
    onBeforeUnmount(() => clearInterval(clock))
    void refresh()
  })

  const left = computed(() => Math.max(items.value.length, total.value - decided.value.size))
  // tab, rail and title say the same, whatever an older answer about the person says
  watch([left, () => bars.pendingReviews], ([now]) => asked.value && (bars.pendingReviews = now), { immediate: true })
  const waiting = computed(() => !asked.value && asking.value)
  const seconds = useWaited(() => waiting.value)
  return {
    items, decided, asked, asking, trouble, current, refresh,
    fresh: computed(() => held.value.fresh.filter(({ id }) => !decided.value.has(id)).length),
    total: left,
    showFresh: () => (held.value = letIn(held.value)),
    list: computed(() => ({
      asOf: trouble.value || bars.sync.offline ? asOf.value : null,
      failed: trouble.value?.kind === 'fault',
      fetchingSeconds: seconds.value,
    })),
  }
}

/** Another person or role: nothing of the last one stays. */
function forgetOthers(now: string): void {
  if (whose.value === now) return
  whose.value = now
  held.value = NOTHING_HELD
  delivered.value = new Set()
  asked.value = false
  firm = false
  asOf.value = null
  trouble.value = null
}

/** A letter that left the outbox without having been taken back has arrived. */
async function noteDelivered(now: readonly Written[], before: readonly Written[]): Promise<void> {
  const gone = arrived(before, now, new Date())
  if (gone.length === 0) return
  const reviewed = gone.filter(({ operation }) => operation === 'ReviewVisit').map(({ subjectId }) => subjectId)
  delivered.value = new Set([...delivered.value, ...reviewed])
  await Promise.all([refresh(), useSession().refresh()]) // the badge outlives this page
}

async function refresh(): Promise<void> {
  if (asking.value) return
  const mine = whose.value
  asking.value = true
  const variables = { first: FIRST, after: null }
  try {
    if (!asked.value) {
      const copy = await kept('ReviewQueue', variables, phone())
      if (copy && mine === whose.value) take(copy.value, copy.at)
    }
    const answer = await ask('ReviewQueue', variables, { phone: phone(), copyAfterMs: AGAIN_AFTER_MS })
    if (mine === whose.value) settle(answer)
  } finally {
    asking.value = false
  }
}

function settle(answer: Answer<ValueOf<'ReviewQueue'>>): void {
  if (answer.kind !== 'answer') {
    trouble.value = answer
  } else if (answer.from === 'phone') {
    trouble.value = answer.why === 'fault' ? { kind: 'fault', incident: '' } : { kind: 'offline' }
  } else {
    trouble.value = null
    delivered.value = new Set()
    take(answer.value, answer.at)
    if (!firm) held.value = letIn(held.value) // what came since the phone's copy is no news
    firm = true
    void fetchAhead(answer.value.items)
  }
}

function take(value: ValueOf<'ReviewQueue'>, at: Date): void {
  held.value = merge(held.value, value, current.value)
  total.value = value.total
  asOf.value = at
  asked.value = true
}

/** The contents of all that wait, one after the other, so that the office can go on without a network. */
async function fetchAhead(lines: readonly VisitLine[]): Promise<void> {
  const mine = whose.value
  for (const { id, version } of lines) {
    if (mine !== whose.value || bars.sync.offline) return
    const copy = await copyOf(phone(), copyKey('Visit', { id }))
    if ((copy?.value as { version?: number } | undefined)?.version === version) continue
    const answer = await ask('Visit', { id }, { phone: phone() })
    if (answer.kind === 'offline') return
  }
}
