/** The custodian's desk: what waits, what was received, and 签收 as a letter. */
import { computed, onMounted, ref, watch } from 'vue'

import { t } from './words'

import { useAnswer } from '@/api/useAnswer'
import { newId } from '@/db/ids'
import { phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { seal } from '@/outbox/seal'
import { afterSealing, noteFailure, useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { bars } from '@/shell/bars'
import type { ListState } from '@/ui/strip'
import { useWaited } from '@/ui/useWaited'
import { dayOf } from '@/ui/when'

export function usePile() {
  const { value, at, trouble, asking, refresh } = useAnswer('CluePile', {})
  const { me, grant } = useSession()
  const { letters } = useSync()
  const said = ref('')
  const waiting = computed(() => value.value === null && trouble.value === null)
  const seconds = useWaited(() => waiting.value)
  const letterOf = (clueId: string) => letters.value.find(({ subjectId }) => subjectId === clueId)

  async function acknowledge(clueId: string): Promise<void> {
    const [person, acting] = [me.value?.person.id, grant.value?.id]
    if (!person || !acting || letterOf(clueId)) return
    said.value = ''
    try {
      const input = { commandId: newId(), clueId }
      const about = { subjectId: clueId, personId: person, grantId: acting, title: t('ackLetter') }
      await seal(phone(), { operation: 'AcknowledgeClue', input, ...about }, new Date())
      await afterSealing()
    } catch (failure) {
      noteFailure(failure)
      said.value = failure instanceof SpaceFull ? t('full') : t('notKept')
    }
  }

  onMounted(refresh)
  watch(
    () => letters.value.length,
    (count, before) => count < before && void refresh(), // a letter has arrived
  )
  return {
    value, trouble, asking, waiting, refresh, acknowledge, letterOf, said,
    list: computed<ListState>(() => {
      if (value.value === null) return { fetchingSeconds: seconds.value }
      const failed = trouble.value !== null
      return { asOf: failed || bars.sync.offline ? at.value : null, failed: failed && trouble.value?.kind !== 'offline' }
    }),
  }
}

/** 今天上午: all that the server keeps of a time. */
export function halfDayOf(at: string, now: Date): string {
  const day = dayOf(at, now)
  return new Date(at).getHours() < 12 ? t('morning', { day }) : t('afternoon', { day })
}

export function sizeOf(bytes: number): string {
  return `${Math.max(1, Math.round(bytes / 1000))} KB`
}
