/** Several closed issues to one owner and day: one letter each, so that each has its own answer. */
import { ref } from 'vue'

import { planGap, type PlanDraft } from './plan'
import { t } from './words'

import { newId } from '@/db/ids'
import { phone } from '@/db/open'
import { seal } from '@/outbox/seal'
import { afterSealing, noteFailure } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'

interface Chosen {
  id: string
  number: string | null
  title: string
}

export function useBatch() {
  const { me, grant } = useSession()
  const busy = ref(false)
  const trouble = ref('')

  /** The ids that are safe on the phone; the others are said in `trouble`. */
  async function plan(issues: readonly Chosen[], { ownerId, ownerName, dueOn }: PlanDraft): Promise<string[]> {
    trouble.value = planGap({ v: 1, ownerId, ownerName, dueOn })
    if (trouble.value || busy.value || !me.value || !grant.value) return []
    busy.value = true
    const by = { personId: me.value.person.id, grantId: grant.value.id }
    const kept: string[] = []
    try {
      for (const issue of issues) {
        const input = { commandId: newId(), issueId: issue.id, ownerId, dueOn }
        await seal(phone(), { ...by, operation: 'PlanLookBack', input, subjectId: issue.id, title: `${t('planName')} ${issue.number ?? issue.title}` }, new Date())
        kept.push(issue.id)
      }
    } catch (failure) {
      noteFailure(failure)
      trouble.value = t('plannedSome')
    } finally {
      busy.value = false
    }
    await afterSealing()
    return kept
  }
  return { busy, trouble, plan }
}
