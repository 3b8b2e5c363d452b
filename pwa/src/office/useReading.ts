/** What the office may read only with a reason: asks for it, shows the answer once, keeps nothing of it on the phone. */
import { ref, shallowRef } from 'vue'

import { t } from './words'

import { ANSWER_WITHIN_MS, request } from '@/api/call'
import type { ValueOf } from '@/api/reply'
import { refusalWords } from '@/locales/refusalWords'

const LEAST = 4

/** `usual`: the reason that is there already and may be changed. `nobody`: said where there is nothing to read. */
export function useReading<K extends 'ReadIdentity' | 'ReporterContact'>(operation: K, issueId: () => string, { usual = '', nobody = '' } = {}) {
  const reason = ref(usual)
  const error = ref<string>()
  const trouble = ref('')
  const busy = ref(false)
  const found = shallowRef<ValueOf<K> | null>(null)

  async function read(): Promise<void> {
    const why = reason.value.trim()
    error.value = [...why].length < LEAST ? t('tooShort', { n: LEAST }) : undefined
    if (error.value || busy.value) return
    busy.value = true
    trouble.value = ''
    const said = await request(operation, { issueId: issueId(), reason: why }, ANSWER_WITHIN_MS)
    busy.value = false
    if (said.kind === 'answer') found.value = said.value
    else if (said.kind !== 'refused') trouble.value = t('identityNotFetched')
    else trouble.value = nobody && said.refusal.code === 'not_found' ? nobody : refusalWords(said.refusal)
  }

  function forget(): void {
    found.value = null
    reason.value = usual
  }

  return { reason, error, trouble, busy, found, read, forget }
}
