/** One's own hand-overs: what this phone keeps of them, and what the server says to whoever shows their secrets. */
import { computed, onMounted, ref, shallowRef, watch } from 'vue'

import { forgetSent, keepSent, sentOf, type SentRow } from './store'
import { t } from './words'

import { call } from '@/api/call'
import { useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import type { IconName } from '@/ui/icons'

const ASKED_AT_ONCE = 50 // what the server looks at

export interface Sent {
  id: string
  day: string
  icon: IconName
  state: string
  tone: 'red' | undefined
  number: string
  mayForget: boolean // nothing of it is under way
}

export function useSent() {
  const { me } = useSession()
  const { letters } = useSync()
  const rows = shallowRef<SentRow[]>([])
  const unasked = ref(false) // the server could not be asked: what it said last is shown
  const personId = (): string => me.value?.person.id ?? ''

  async function look(): Promise<void> {
    rows.value = await sentOf(personId())
    const open = rows.value.filter(({ state }) => state !== 'ACKNOWLEDGED').slice(0, ASKED_AT_ONCE)
    if (open.length === 0) return
    const reply = await call('ClueReceipts', { secrets: open.map(({ secret }) => secret) })
    unasked.value = reply.kind !== 'answer'
    if (reply.kind !== 'answer') return
    for (const { secret, state, number } of reply.value.items) {
      const row = open.find((one) => one.secret === secret)
      if (!row || (row.state === state && row.number === (number ?? ''))) continue
      await keepSent(personId(), { ...row, number: number ?? '', state: state === 'ACKNOWLEDGED' ? state : 'WAITING' })
    }
    rows.value = await sentOf(personId())
  }

  async function forget(id: string): Promise<void> {
    await forgetSent(personId(), id)
    rows.value = await sentOf(personId())
  }

  onMounted(look)
  watch(() => letters.value.length, look) // one was sealed, or has arrived
  const sent = computed(() => rows.value.map((row) => shown(row, letters.value.find(({ id }) => id === row.id)?.state)))
  return { sent, unasked, look, forget }
}

function shown(row: SentRow, letter: 'waiting' | 'refused' | undefined): Sent {
  const about = { id: row.id, day: row.day, number: row.number, tone: undefined, mayForget: !letter }
  if (row.state === 'ACKNOWLEDGED') return { ...about, icon: 'check', state: t('acknowledged') }
  if (letter === 'refused') return { ...about, icon: 'tri', state: t('sentRefused'), tone: 'red' }
  if (letter) return { ...about, icon: 'upload', state: t('sentWaiting') }
  if (row.state === 'WAITING') return { ...about, icon: 'clock', state: t('delivered') }
  return { ...about, icon: 'ring', state: t('sentUnknown') }
}
