/**
 * What may be the same problem, among the issues this person may see: the phone's own copy at once and without a
 * network, the server's answer when typing rests.
 */
import { computed, onMounted, onScopeDispose, shallowRef, watch, type Ref } from 'vue'

import { alike, saysEnough, type Told } from './alike'
import type { ProblemDraft } from './draft'
import { useForm } from './useVisitForm'

import { kept } from '@/api/ask'
import { call } from '@/api/call'
import type { IssueState } from '@/api/types'
import { phone } from '@/db/open'
import { civilDay } from '@/due/day'
import { noteFailure } from '@/outbox/useSync'

export interface Known {
  id: string
  number: string | null
  title: string
  state: IssueState
  reportedOn: string // a day or an instant
  own: boolean
  photoId: string | null
}

type Here = Omit<Known, 'photoId'> & Told

const SHOWN = 3
const REST_MS = 700 // typing has paused

export function useKnown(problem: Readonly<Ref<ProblemDraft>>): Readonly<Ref<readonly Known[]>> {
  const { draft, facts, now } = useForm()
  const found = shallowRef<readonly Known[]>([])
  const elsewhere = useElsewhere()
  const asked = computed(() => ({
    text: problem.value.description.trim(),
    enterpriseId: draft.value.enterprise?.id ?? null,
    topic: problem.value.topic || null,
  }))

  async function ask(): Promise<void> {
    const wanted = asked.value
    const reply = await call('LikelyDuplicates', { ...wanted, but: null, first: SHOWN })
    if (wanted !== asked.value || reply.kind !== 'answer') return // without an answer the phone's own stand
    found.value = reply.value.items.map(({ issue, own, photoId }) => ({ ...issue, reportedOn: issue.reportedAt, own, photoId }))
  }

  let rest = 0
  const stop = watch(
    asked,
    ({ text }) => {
      clearTimeout(rest)
      found.value = []
      if (saysEnough(text)) rest = window.setTimeout(() => void ask().catch(noteFailure), REST_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    stop()
    clearTimeout(rest)
  })

  const here = computed(() => {
    const { enterpriseId } = asked.value
    const inside = facts.value.openIssues.map((one) => ({ ...one, enterpriseId }))
    const others = elsewhere.value.filter((one) => one.enterpriseId !== enterpriseId)
    return alike(asked.value, [...inside, ...others], civilDay(now())).map((one) => ({ ...one, photoId: null }))
  })
  const told = computed(() => new Set([...(draft.value.amends?.told ?? []), ...draft.value.problems].map(({ id }) => id)))
  return computed(() => {
    const all = new Map([...here.value, ...found.value].map((one) => [one.id, one] as const)) // the server's own word goes first
    return [...all.values()].filter(({ id }) => !told.value.has(id)).slice(0, SHOWN)
  })
}

/** Of the enterprises that this person looks after: the same topic counts there too. */
function useElsewhere(): Readonly<Ref<readonly Here[]>> {
  const found = shallowRef<readonly Here[]>([])
  async function look(): Promise<void> {
    const paired = await kept('PairedEnterprises', {}, phone())
    found.value = (paired?.value.items ?? []).flatMap(({ id, openIssues }) => openIssues.map((one) => ({ ...one, enterpriseId: id })))
  }
  onMounted(() => void look().catch(noteFailure))
  return found
}
