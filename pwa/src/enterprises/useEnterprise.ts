/** One enterprise: from the phone at once, from the server when it answers, and again when a visit has arrived there. */
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'

import type { Card, DirectoryRow } from './rows'
import { visitsOf } from './thisMonth'
import { directoryRead, rowOf, streetOf, useDirectory, type Trouble } from './useDirectory'

import { ANSWER_WITHIN_MS } from '@/api/call'
import { ask, kept, type Answer } from '@/api/ask'
import { onChange } from '@/api/changes'
import { phone } from '@/db/open'
import { useSession } from '@/session/useSession'
import { onArrival } from '@/shell/bars'

/** `whole`: with everything this person may see; else only what the directory says of every enterprise. */
export interface Shown {
  card: Card
  whole: boolean
  at: Date | null // null: the server has just answered
}

export function useEnterprise(id: () => string) {
  const shown = shallowRef<Shown | null>(null)
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)

  let changed = false // while the server was asked: what it answers may be older than that

  async function load(): Promise<void> {
    asking.value = true
    trouble.value = null
    shown.value = await onPhone(id())
    await look()
  }

  async function look(): Promise<void> {
    const wanted = id()
    asking.value = true
    do {
      changed = false
      const answer = await ask('Enterprise', { id: wanted }, { phone: phone(), copyAfterMs: ANSWER_WITHIN_MS * 2 })
      if (wanted !== id()) return // the page shows another one by now
      take(answer)
    } while (changed)
    asking.value = false
  }

  function take(answer: Answer<Card>): void {
    if (answer.kind !== 'answer') trouble.value = answer
    else if (answer.from === 'network') {
      shown.value = { card: answer.value, whole: true, at: null }
      trouble.value = null
    } else trouble.value = answer.why === 'fault' ? { kind: 'fault', incident: '' } : { kind: 'offline' }
  }

  function lookAgain(): void {
    if (asking.value) changed = true
    else void look()
  }

  watch(id, () => void load(), { immediate: true })
  whenChanged(lookAgain)
  return {
    shown,
    asking,
    load,
    // not there, or not for this person: an old picture must not stay
    trouble,
    gone: computed(() => trouble.value?.kind === 'refused' && trouble.value.refusal.code === 'not_found'),
  }
}

/** A letter of this phone has arrived, or the server says that somebody else changed something. */
function whenChanged(look: () => void): void {
  onArrival(look)
  onScopeDispose(onChange('Enterprise', look))
}

/** The newest picture that the phone has: the card, kept with the own ones or seen before, else the directory's row. */
async function onPhone(id: string): Promise<Shown | null> {
  await directoryRead()
  const { cards, ownAt, directory } = useDirectory()
  const own = cards.value.find((card) => card.id === id)
  const seen = await kept('Enterprise', { id }, phone())
  if (own && !(seen && ownAt.value && seen.at > ownAt.value)) return { card: own, whole: true, at: ownAt.value }
  if (seen) return { card: seen.value, whole: true, at: seen.at }
  const row = rowOf(id)
  return row ? { card: cardOf(row), whole: false, at: directory.value.at } : null
}

/** A card with what the directory knows; who came, contacts and officers are not in it. */
function cardOf(row: DirectoryRow): Card {
  const { id, code, name, uscc, latDeg, lngDeg, openIssues, protected: isProtected } = row
  return {
    id, code, name, uscc, latDeg, lngDeg, address: '', paired: false,
    region: { code: row.region, name: streetOf(row.region) },
    protection: isProtected ? { since: '', until: null, note: '' } : null,
    contacts: [], officers: [], quietDays: [], openIssues: [], openIssueCount: openIssues,
    visitsThisMonth: visitsOf(row),
    visitsPerMonthLimit: useSession().me.value?.district.visitsPerMonthLimit ?? 0,
  }
}
