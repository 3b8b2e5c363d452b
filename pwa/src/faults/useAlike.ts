/** One's own open reports that may be about the same thing: looked up in the phone's copy, told before sending. */
import { computed, onMounted, shallowRef, type Ref } from 'vue'

import type { FaultDraft } from './draft'
import { FIRST, isOpen, type MyIssue } from './rows'

import { kept } from '@/api/ask'
import { phone } from '@/db/open'
import { civilDay } from '@/due/day'
import { noteFailure } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { alike } from '@/visits/alike'
import { anyTopicOf } from '@/visits/letter'

const SHOWN = 2

/** Nobody chooses a topic here, and the office sorts it later: without an enterprise the words alone tell. */
export function useAlike(draft: Readonly<Ref<FaultDraft>>) {
  const { me } = useSession()
  const own = shallowRef<readonly (MyIssue & { reportedOn: string })[]>([])

  async function look(): Promise<void> {
    const copy = await kept('MyIssues', { first: FIRST, after: null }, phone())
    const open = (copy?.value.items ?? []).filter(isOpen)
    own.value = open.map((one) => ({ ...one, reportedOn: civilDay(new Date(one.reportedAt)) }))
  }

  onMounted(() => void look().catch(noteFailure))
  return computed(() => {
    const { description, enterprise } = draft.value
    const topic = enterprise && anyTopicOf(me.value?.district.topics ?? [])
    const said = { text: description, enterpriseId: enterprise?.id ?? null, topic }
    return alike(said, own.value, civilDay(new Date())).slice(0, SHOWN)
  })
}
