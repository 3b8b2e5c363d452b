/** One hand-over: from whom, what, to whom, why; sent once however often it is tapped. */
import { computed, ref, shallowRef, watch } from 'vue'

import { foundBy, holdersIn, takersOf, type Held, type Units } from './people'
import { t } from './words'

import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import { newId } from '@/db/ids'
import { refusalWords } from '@/locales/refusalWords'

export type Trouble = Exclude<Reply<never>, { kind: 'answer' }>
const REASON = { least: 2, most: 200 }

export function useHandOver(start: string) {
  const units = shallowRef<Units | null>(null)
  const held = shallowRef<Held | null>(null)
  const trouble = shallowRef<Trouble | null>(null) // why the people are not here
  const heldTrouble = shallowRef<Trouble | null>(null)
  const text = ref('')
  const [fromId, toId, reason] = [ref(''), ref(''), ref('')]

  const holders = computed(() => holdersIn(units.value ?? []))
  const found = computed(() => foundBy(holders.value, text.value))
  const from = computed(() => holders.value.find(({ id }) => id === fromId.value) ?? null)
  const takers = computed(() => (held.value && units.value ? takersOf(units.value, held.value, fromId.value) : []))
  const to = computed(() => takers.value.find(({ id }) => id === toId.value) ?? null)
  const length = computed(() => [...reason.value.trim()].length)
  const gaps = computed(() => ({
    from: from.value ? '' : t('gapFrom'),
    to: to.value ? '' : t('gapTo'),
    reason: length.value < REASON.least || length.value > REASON.most ? t('gapReason') : '',
  }))

  async function load(): Promise<void> {
    trouble.value = null
    const reply = await call('HandOverChoices')
    if (reply.kind !== 'answer') trouble.value = reply
    else units.value = reply.value.units
    if (reply.kind === 'answer' && holders.value.some(({ id }) => id === start)) fromId.value = start
  }

  async function look(): Promise<void> {
    const wanted = fromId.value
    held.value = heldTrouble.value = null
    toId.value = ''
    if (!wanted) return
    const reply = await call('HeldIssues', { personId: wanted })
    if (wanted !== fromId.value) return
    if (reply.kind === 'answer') held.value = reply.value
    else heldTrouble.value = reply
  }

  watch(fromId, () => void look())
  return { units, held, trouble, heldTrouble, text, holders, found, fromId, from, takers, toId, to, reason, gaps, most: REASON.most, load, look }
}

/** What is being sent, so that a second tap after a lost answer is the same command. */
export function useSending() {
  const busy = ref(false)
  const failed = ref('')
  let sent: { mark: string; commandId: string; sealedAt: string } | null = null

  async function send(fromPersonId: string, toPersonId: string, why: string): Promise<ValueOf<'HandOverIssues'> | null> {
    const said = { fromPersonId, toPersonId, reason: why.trim() }
    const mark = JSON.stringify(said)
    if (sent?.mark !== mark) sent = { mark, commandId: newId(), sealedAt: new Date().toISOString() }
    busy.value = true
    failed.value = ''
    const reply = await call('HandOverIssues', { input: { ...said, commandId: sent.commandId, sealedAt: sent.sealedAt } })
    busy.value = false
    if (reply.kind === 'answer') return reply.value
    failed.value = sorry(reply)
    return null
  }
  return { busy, failed, send }
}

function sorry(trouble: Trouble): string {
  if (trouble.kind === 'refused') return refusalWords(trouble.refusal)
  return trouble.kind === 'offline' ? t('deedOffline') : t('fault', { incident: trouble.incident })
}
