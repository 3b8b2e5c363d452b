/** What the form must know of the enterprise: from the phone first, then from the server where there is one. */
import { ref, watch, type Ref } from 'vue'

import { ask, kept } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import type { Phone } from '@/db/open'
import { civilDay } from '@/due/day'
import type { DirectoryRow } from '@/enterprises/rows'
import { cameThisMonth, visitsOf } from '@/enterprises/thisMonth'

export type Card = Omit<ValueOf<'Enterprise'>, '__typename'>
export interface Facts {
  paired: boolean | null // null: the phone does not know
  contacts: Card['contacts']
  openIssues: Card['openIssues']
  quietDays: string[] | null // null: neither the phone nor the server could say
  visits: number // this month, by anyone
  units: number | null // of how many units; null: the phone only has the count
  limit: number
}

/** Follows the chosen enterprise; `limit` is the district's, for enterprises whose card is not here. */
export function useEnterpriseFacts(
  phone: Phone,
  id: () => string | undefined,
  { limit, now }: { limit: () => number; now: () => Date },
): Ref<Facts> {
  const facts = ref(unknown(limit())) as Ref<Facts>
  async function look(wanted: string): Promise<void> {
    const set = (card: Card): void => {
      if (id() === wanted) facts.value = factsOf(card, now())
    }
    const here = await onPhone(phone, wanted, limit(), now())
    if (id() === wanted) facts.value = here
    const answer = await ask('Enterprise', { id: wanted }, { phone, fresh: (late) => late.kind === 'answer' && set(late.value) })
    if (answer.kind === 'answer') set(answer.value)
    else if (answer.kind !== 'refused' && id() === wanted && !here.paired) facts.value = { ...here, quietDays: null }
  }
  watch(
    id,
    (wanted) => {
      facts.value = unknown(limit())
      if (wanted) void look(wanted).catch((failure: Error) => console.info('enterprise not looked up:', failure.name))
    },
    { immediate: true },
  )
  return facts
}

/** The reminder is due: warn and ask why, never more (DECISIONS 3). */
export function atLimit({ visits, limit }: Facts): boolean {
  return limit > 0 && visits >= limit
}

/** `startedAt` falls on one of the enterprise's quiet days. */
export function isQuiet({ quietDays }: Facts, startedAt: string): boolean {
  return quietDays?.includes(civilDay(new Date(startedAt))) ?? false
}

/** The card may be a copy of long ago: what it says of its month is not said of another. */
export function factsOf(card: Card, now: Date): Facts {
  const { paired, contacts, openIssues, quietDays, visitsThisMonth, visitsPerMonthLimit } = card
  const came = cameThisMonth(visitsThisMonth, now)
  const units = new Set(came.map(({ unitName }) => unitName)).size
  return { paired, contacts, openIssues, quietDays, visits: came.length, units, limit: visitsPerMonthLimit }
}

async function onPhone(phone: Phone, id: string, limit: number, now: Date): Promise<Facts> {
  const own = await kept('PairedEnterprises', {}, phone)
  const card = own?.value.items.find((one) => one.id === id)
  if (card) return factsOf(card, now)
  const row = (await phone.run((db) => db.get('directory', id))) as DirectoryRow | undefined
  const visits = row ? cameThisMonth(visitsOf(row), now).length : 0
  return { ...unknown(limit), paired: own ? false : null, visits }
}

function unknown(limit: number): Facts {
  return { paired: null, contacts: [], openIssues: [], quietDays: [], visits: 0, units: null, limit }
}
