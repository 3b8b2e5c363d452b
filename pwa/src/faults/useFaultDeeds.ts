/** The author's deeds on one report: absent while an earlier one waits, kept or told that they were not. */
import { computed, ref, type Ref } from 'vue'

import { HOLD_MS, rate, withdraw, type Author } from './deeds'
import { RATE, type MyIssue } from './rows'
import { t } from './words'

import type { Rating } from '@/api/types'
import { phone } from '@/db/open'
import { takeBack } from '@/outbox/hands'
import { afterSealing, noteFailure, useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { toast } from '@/ui/toast'

export function useFaultDeeds(issue: Readonly<Ref<MyIssue | null>>, underway: Readonly<Ref<ReadonlySet<string>>>) {
  const { me, grant } = useSession()
  const busy = ref(false)
  const unkept = ref(false)
  const may = computed(() => {
    const one = issue.value
    if (!one || underway.value.has(one.id)) return { rate: false, lookBack: false, object: false, resubmit: false, withdraw: false }
    const allowed = (command: string): boolean => one.allowed.includes(command)
    return {
      rate: allowed(RATE),
      lookBack: allowed('ask_look_back'),
      object: allowed('object'),
      resubmit: allowed('resubmit'),
      withdraw: allowed('withdraw'),
    }
  })

  /** True when it was kept. */
  async function doing(work: (one: MyIssue, by: Author, now: Date) => Promise<unknown>): Promise<boolean> {
    const one = issue.value
    if (!one || !me.value || !grant.value || busy.value) return false
    busy.value = true
    unkept.value = false
    try {
      await work(one, { personId: me.value.person.id, grantId: grant.value.id }, new Date())
      await afterSealing()
      return true
    } catch (failure) {
      noteFailure(failure)
      unkept.value = true
      return false
    } finally {
      busy.value = false
    }
  }

  return {
    busy,
    unkept,
    may,
    take: {
      rate: (said: { rating: Rating; missing: string }) => doing((one, by, now) => rate(phone(), one, said, by, now)),
      withdraw: () => doing(async (one, by, now) => offerBack((await withdraw(phone(), one, by, now)).id)),
    },
  }
}

function offerBack(letterId: string): void {
  const back = async (): Promise<void> => {
    await takeBack(phone(), letterId, new Date())
    await useSync().reread()
  }
  toast({ text: t('withdrawn'), icon: 'undo', ms: HOLD_MS, action: { label: t('undo'), run: () => void back().catch(noteFailure) } })
}
