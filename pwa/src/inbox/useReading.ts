/**
 * What was read travels as one letter for many lines: collected while the person reads, sealed after a quiet moment
 * and when they leave. Without a network it is sealed on leaving only, so that 待上传 is not filled with readings.
 */
import { onScopeDispose, reactive } from 'vue'

import { t } from './words'

import { newId } from '@/db/ids'
import { personHere, phone } from '@/db/open'
import { seal } from '@/outbox/seal'
import { afterSealing, noteFailure, sync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'

const QUIET_MS = 2500
const MOST = 500 // of one letter (backend/notify/service.py)

export function useReading() {
  const { grant } = useSession()
  const readHere = reactive(new Set<string>()) // shown as read at once, whatever the network says
  let waiting: string[] = []
  let clock: ReturnType<typeof setTimeout> | undefined

  function read(ids: readonly string[]): void {
    const fresh = ids.filter((id) => !readHere.has(id))
    if (fresh.length === 0) return
    fresh.forEach((id) => readHere.add(id))
    waiting.push(...fresh)
    clearTimeout(clock)
    if (!sync.offline) clock = setTimeout(flush, QUIET_MS)
  }

  function flush(): void {
    clearTimeout(clock)
    const personId = personHere()
    const grantId = grant.value?.id
    if (!personId || !grantId) return
    while (waiting.length > 0) {
      const noticeIds = waiting.slice(0, MOST)
      waiting = waiting.slice(MOST)
      void sealed(noticeIds, personId, grantId)
    }
  }

  const hidden = (): void => void (document.visibilityState === 'hidden' && flush())
  document.addEventListener('visibilitychange', hidden)
  onScopeDispose(() => {
    document.removeEventListener('visibilitychange', hidden)
    flush()
  })
  return { readHere, read, flush }
}

async function sealed(noticeIds: string[], personId: string, grantId: string): Promise<void> {
  const commandId = newId()
  const title = t('letterTitle', { n: noticeIds.length })
  const deed = { operation: 'MarkRead', input: { commandId, noticeIds }, subjectId: commandId, personId, grantId, title } as const
  try {
    await seal(phone(), deed, new Date())
    await afterSealing()
  } catch (failure) {
    noteFailure(failure) // unread again at the next start: nothing of the person's work is lost
  }
}
