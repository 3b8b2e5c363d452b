/** How the person wants to be told: the phone's copy at once, the server's word when it comes. */
import { computed, onMounted, ref, shallowRef } from 'vue'

import { digestWords, quietWords } from './hours'
import { t } from './words'

import { call } from '@/api/call'
import type { ValueOf } from '@/api/reply'
import { useAnswer } from '@/api/useAnswer'
import { refusalWords } from '@/locales/refusalWords'

export type AlertSettings = ValueOf<'AlertSettings'>
export type Change = Partial<Pick<AlertSettings, 'digests' | 'quietFrom' | 'quietUntil'>>

export function useAlertSettings() {
  const { value, refresh } = useAnswer('AlertSettings', {})
  const saved = shallowRef<AlertSettings | null>(null)
  const settings = computed(() => saved.value ?? value.value)
  const busy = ref(false)
  const sorry = ref('')

  async function save(change: Change): Promise<boolean> {
    const now = settings.value
    if (!now || busy.value) return false
    busy.value = true
    const { digests, quietFrom, quietUntil, channels } = { ...now, ...change }
    const reply = await call('SaveAlertSettings', { input: { digests, quietFrom, quietUntil, channels } })
    busy.value = false
    sorry.value = ''
    if (reply.kind === 'answer') {
      saved.value = reply.value
      void refresh() // the copy on the phone
      return true
    }
    const why = reply.kind === 'refused' ? refusalWords(reply.refusal) : t(reply.kind === 'offline' ? 'savedOffline' : 'savedFault')
    sorry.value = t('saveFailed', { why })
    return false
  }

  onMounted(refresh)
  return {
    settings, save, busy, sorry,
    digestText: computed(() => (settings.value ? digestWords(settings.value.digests) : t('pushUnknown'))),
    quietText: computed(() => (settings.value ? quietWords(settings.value.quietFrom, settings.value.quietUntil) : t('pushUnknown'))),
  }
}
