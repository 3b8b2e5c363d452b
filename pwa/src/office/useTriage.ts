/** The issues that wait for the office's decision: one queue for list, detail and desk, its order kept while it is open. */
import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'

import { ask, copyKey } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { useAnswer } from '@/api/useAnswer'
import { copyOf } from '@/db/copies'
import { personHere, phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'
import { arrived, letIn, merge, NOTHING_HELD, type Held } from '@/review/queue'
import { useSession } from '@/session/useSession'
import { bars } from '@/shell/bars'
import { useWaited } from '@/ui/useWaited'

export type TriageLine = ValueOf<'TriageQueue'>['items'][number]

const FIRST = 50
const AGAIN_AFTER_MS = 60_000
const DECIDES: readonly string[] = ['ReturnIssue', 'RejectIssue', 'MergeIssue', 'RedirectIssue', 'AssignIssue']

// Module state: the order outlives the page; what was decided and has arrived is hidden until the server says so itself.
const held = shallowRef<Held<TriageLine>>(NOTHING_HELD)
const delivered = shallowRef<ReadonlySet<string>>(new Set())
const current = ref<string | null>(null)
let whose = ''

export function useTriage() {
  const { letters } = useSync()
  const session = useSession()
  forgetOthers(`${personHere() ?? ''}:${session.grant.value?.id ?? ''}`)
  const answer = useAnswer('TriageQueue', { first: FIRST, after: null })
  const written = computed(() => letters.value.filter(({ operation }) => DECIDES.includes(operation)))
  const decided = computed(
    () => new Set([...written.value.filter(({ state }) => state === 'waiting').map(({ subjectId }) => subjectId), ...delivered.value]),
  )
  let firm = false // the server has answered; before, the rows are the phone's copy

  async function refresh(): Promise<void> {
    const mine = whose
    await answer.refresh()
    const said = answer.value.value
    if (mine !== whose || !said || answer.trouble.value) return
    delivered.value = new Set()
    if (!firm) held.value = letIn(held.value)
    firm = true
    void fetchAhead(said.items, mine)
  }

  watch(answer.value, (said) => said && (held.value = merge(held.value, said, current.value)))
  watch(written, (now, before) => {
    const gone = arrived(before, now, new Date()).map(({ subjectId }) => subjectId)
    if (gone.length === 0) return
    delivered.value = new Set([...delivered.value, ...gone])
    void refresh()
  })
  useMinutely(refresh)

  const items = computed(() => held.value.items.filter(({ id }) => !decided.value.has(id)))
  const asked = computed(() => answer.value.value !== null)
  const seconds = useWaited(() => !asked.value && answer.asking.value)
  return {
    items, asked, current, refresh,
    asking: answer.asking,
    trouble: answer.trouble,
    fresh: computed(() => held.value.fresh.filter(({ id }) => !decided.value.has(id)).length),
    showFresh: () => (held.value = letIn(held.value)),
    total: computed(() => Math.max(items.value.length, (answer.value.value?.total ?? 0) - decided.value.size)),
    list: computed(() => ({
      asOf: answer.trouble.value || bars.sync.offline ? answer.at.value : null,
      failed: answer.trouble.value?.kind === 'fault',
      fetchingSeconds: seconds.value,
    })),
  }
}

/** At once, and every minute while somebody looks. */
function useMinutely(run: () => Promise<void>): void {
  onMounted(() => {
    const clock = setInterval(() => document.visibilityState === 'visible' && void run(), AGAIN_AFTER_MS)
    onBeforeUnmount(() => clearInterval(clock))
    void run()
  })
}

/** Another person or role: nothing of the last one stays. */
function forgetOthers(now: string): void {
  if (whose === now) return
  whose = now
  held.value = NOTHING_HELD
  delivered.value = new Set()
}

/** The contents of all that wait, one after the other, so that the office can go on without a network. */
async function fetchAhead(lines: readonly TriageLine[], mine: string): Promise<void> {
  for (const { id, version } of lines) {
    if (mine !== whose || bars.sync.offline) return
    const copy = await copyOf(phone(), copyKey('Issue', { id }))
    if ((copy?.value as { version?: number } | undefined)?.version === version) continue
    if ((await ask('Issue', { id }, { phone: phone() })).kind === 'offline') return
  }
}
