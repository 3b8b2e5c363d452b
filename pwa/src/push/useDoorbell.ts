/** This phone's doorbell and the person's others, as the server knows them; turning it on says what happened. */
import { computed, onMounted, ref, shallowRef } from 'vue'

import { factsHere, unable } from './able'
import { turnOff, turnOn, type Rung } from './doorbell'
import { rowOf, type Row } from './rowOf'
import { t } from './words'

import { call } from '@/api/call'
import type { ValueOf } from '@/api/reply'
import { refusalWords } from '@/locales/refusalWords'
import { useSession } from '@/session/useSession'
import { dayOf } from '@/ui/when'

export type Doorbell = ValueOf<'Doorbells'>['items'][number]

export function useDoorbell() {
  const { me } = useSession()
  const setup = shallowRef<ValueOf<'PushSetup'> | null>(null)
  const bells = shallowRef<Doorbell[] | null>(null)
  const missed = ref(false)
  const working = ref(false)
  const outcome = shallowRef<Rung | null>(null)
  const facts = shallowRef(factsHere())
  const here = computed(() => bells.value?.find(({ current }) => current) ?? null)

  const row = computed(() =>
    rowOf({
      unable: unable(facts.value),
      enabled: setup.value && bells.value ? setup.value.enabled : null,
      reason: setup.value?.reason ?? '',
      bell: here.value,
    }),
  )
  const text = computed(() => {
    if (working.value) return t('working')
    return outcome.value?.kind === 'off' ? whyNot(outcome.value) : wordsOf(row.value, here.value)
  })

  async function look(): Promise<void> {
    const [said, known] = await Promise.all([call('PushSetup'), call('Doorbells')])
    if (said.kind === 'answer') setup.value = said.value
    if (known.kind === 'answer') bells.value = known.value.items
    missed.value = said.kind !== 'answer' || known.kind !== 'answer'
  }

  async function doing(deed: (personId: string) => Promise<Rung | null>): Promise<void> {
    const personId = me.value?.person.id
    if (!personId || working.value) return
    working.value = true
    outcome.value = await deed(personId)
    facts.value = factsHere()
    await look()
    working.value = false
  }
  const ring = (): Promise<void> => doing((personId) => turnOn(personId, setup.value?.publicKey ?? ''))
  const hush = (): Promise<void> => doing((personId) => turnOff(personId).then(() => null))

  onMounted(look)
  return { row, text, bells, missed, working, outcome, look, ring, hush }
}

function wordsOf(row: Row, bell: Doorbell | null): string {
  if (row.says === 'unable') return t(`why_${row.why}`)
  if (row.says === 'server') return row.reason || t('why_server')
  if (row.says === 'silent') return bell?.lastAckAt ? t('pushSilent', { day: dayOf(bell.lastAckAt, new Date()) }) : t('pushNeverHeard')
  return t(({ unknown: 'pushUnknown', off: 'pushIsOff', on: 'pushIsOn' } as const)[row.says])
}

function whyNot(outcome: Extract<Rung, { kind: 'off' }>): string {
  return outcome.why === 'refused by the server' ? refusalWords(outcome.refusal) : t(`why_${outcome.why}`)
}
