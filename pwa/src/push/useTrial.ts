import { computed, onScopeDispose, shallowRef } from 'vue'

import { tryPush, type Trial } from './trial'
import { t } from './words'

import { refusalWords } from '@/locales/refusalWords'
import { timeOf } from '@/ui/when'

/** The test of pushes on a page; it ends with the page. */
export function useTrial(after: () => Promise<void>) {
  const trial = shallowRef<Trial | null>(null)
  const busy = computed(() => trial.value?.kind === 'sent')
  let over = false
  onScopeDispose(() => (over = true))

  async function start(): Promise<void> {
    if (busy.value) return
    trial.value = { kind: 'sent' }
    const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
    const now = (): number => (over ? Infinity : performance.now())
    trial.value = await tryPush({ wait, now, told: (step) => (trial.value = step) })
    if (!over) await after()
  }

  const text = computed(() => {
    const last = trial.value
    if (!last) return ''
    if (last.kind === 'sent') return t('testSent')
    if (last.kind === 'heard') return t('testHeard', { time: timeOf(last.at) })
    if (last.kind === 'silent') return t('testSilent')
    if (last.kind === 'refused') return refusalWords(last.refusal)
    return t(last.kind === 'offline' ? 'testOffline' : 'testFault')
  })

  return { start, busy, text }
}
