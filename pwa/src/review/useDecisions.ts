/** What the office decides, with its ten seconds to take back; what comes back refused is decided again. */
import { computed, nextTick, ref, type ShallowRef } from 'vue'

import { correctEnterprise, decide, dropRefused, HOLD_MS, type Decider } from './decide'
import type { Visit } from './useVisit'
import { t } from './words'

import type { Verdict } from '@/api/types'
import { phone } from '@/db/open'
import { takeBack } from '@/outbox/hands'
import { afterSealing, noteFailure, useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'
import { dismiss, toast } from '@/ui/toast'

const UNDONE_MS = 4000 // read at a glance; it must not lie over the next thing

// Module state: the last decision can be taken back from whatever page comes next.
const last = ref<{ letterId: string; visitId: string } | null>(null)

export function useDecisions(visit: Readonly<ShallowRef<Visit | null>>, moved: (from: string) => void, back: (to: string) => void) {
  const { me } = useSession()
  const { letters, reread } = useSync()
  const { busy, keep } = useKeeping(visit)

  // a correction too: until it has arrived, the version shown is not the one to decide on
  const waiting = computed(() => letters.value.find(({ subjectId, state }) => subjectId === visit.value?.id && state === 'waiting') ?? null)
  const refused = computed(() => letters.value.find(({ subjectId, state }) => subjectId === visit.value?.id && state === 'refused') ?? null)
  const may = computed(() => Boolean(visit.value?.allowed.includes('REVIEW')) && !waiting.value)
  const mayCorrect = computed(() => Boolean(visit.value?.allowed.includes('CORRECT_ENTERPRISE')) && !waiting.value)
  const own = computed(() => visit.value !== null && visit.value.author.id === me.value?.person.id)

  async function say(verdict: Verdict, reason = ''): Promise<boolean> {
    if (!may.value) return false
    let from = ''
    const done = await keep(async (by, subject) => {
      const letter = await decide(phone(), subject, { verdict, reason }, by, new Date())
      last.value = { letterId: letter.id, visitId: subject.id }
      from = subject.id
    })
    if (!done) return false
    moved(from)
    await nextTick() // the sheet is gone: the toast finds its place without it
    const text = verdict === 'APPROVED' ? t('approved') : t('returned')
    toast({ text, icon: 'check', ms: HOLD_MS, action: { label: t('undo'), run: () => void undoLast(back) } })
    return true
  }

  return {
    busy, waiting, refused, may, mayCorrect, own,
    undo: () => undoLast(back),
    approve: () => say('APPROVED'),
    giveBack: (reason: string) => say('RETURNED', reason),
    correct: (enterpriseId: string, reason: string) =>
      keep((by, subject) => correctEnterprise(phone(), subject, { enterpriseId, reason: reason.trim() }, by, new Date())),
    /** Away with the refused decision; what is true now stands on the page already. */
    forgetRefused: async () => {
      if (visit.value) await dropRefused(phone(), letters.value, visit.value.id)
      await reread()
    },
  }
}

/** Also from the page that came next. */
async function undoLast(back: (to: string) => void): Promise<void> {
  const one = last.value
  if (!one) return
  last.value = null
  dismiss()
  const undone = await takeBack(phone(), one.letterId, new Date())
  await useSync().reread()
  toast({ text: undone ? t('undone') : t('tooLate'), icon: undone ? 'undo' : 'info', ms: UNDONE_MS })
  if (undone) back(one.visitId)
}

/** One decision at a time, kept or told that it was not. */
function useKeeping(visit: Readonly<ShallowRef<Visit | null>>) {
  const { me, grant } = useSession()
  const { letters } = useSync()
  const busy = ref(false)

  function decider(): Decider | null {
    return me.value && grant.value ? { personId: me.value.person.id, grantId: grant.value.id } : null
  }

  /** True when it was kept. */
  async function keep(work: (by: Decider, subject: Visit) => Promise<void>): Promise<boolean> {
    const [by, subject] = [decider(), visit.value]
    if (!by || !subject || busy.value) return false
    busy.value = true
    try {
      await dropRefused(phone(), letters.value, subject.id)
      await work(by, subject)
      await afterSealing()
      return true
    } catch (failure) {
      noteFailure(failure)
      toast({ text: t('notKept'), icon: 'tri' })
      return false
    } finally {
      busy.value = false
    }
  }
  return { busy, keep }
}
