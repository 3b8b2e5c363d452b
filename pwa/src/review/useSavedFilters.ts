/** The person's own saved filters, and what can be chosen from. */
import { onMounted, shallowRef } from 'vue'

import { filterOf, lookOf, queryOf, type Look } from './filters'
import { t } from './words'

import { ask, kept } from '@/api/ask'
import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import { newId } from '@/db/ids'
import { phone } from '@/db/open'
import { refusalWords } from '@/locales/refusalWords'
import { toast } from '@/ui/toast'

const LIST = 'visits'

/** With the page, so that they stand when its sheet opens: coming later they would push the conditions from under the thumb. */
export async function keepSavedFilters(): Promise<void> {
  await ask('SavedFilters', { list: LIST }, { phone: phone() })
}

export function useSavedFilters() {
  const saved = shallowRef<ValueOf<'SavedFilters'>['items']>([])
  const choices = shallowRef<ValueOf<'FilterChoices'>>({ __typename: 'FilterChoices', units: [], regions: [] })

  async function read(): Promise<void> {
    const answer = await ask('SavedFilters', { list: LIST }, { phone: phone() })
    if (answer.kind === 'answer') saved.value = answer.value.items
  }

  async function told(work: Promise<Reply<unknown>>, done: string): Promise<boolean> {
    const reply = await work
    const ok = reply.kind === 'answer'
    const why = reply.kind === 'refused' ? refusalWords(reply.refusal) : t('savedNot')
    toast({ text: ok ? done : why, icon: ok ? 'check' : 'info' })
    if (ok) await read()
    return ok
  }

  onMounted(async () => {
    const copy = await kept('SavedFilters', { list: LIST }, phone())
    if (copy) saved.value = copy.value.items
    else void read()
    const answer = await ask('FilterChoices', {}, { phone: phone() })
    if (answer.kind === 'answer') choices.value = answer.value
  })
  return {
    saved, choices,
    lookOf: (filter: unknown): Look => lookOf((filter ?? {}) as Record<string, unknown>),
    save: (name: string, look: Look) =>
      told(call('SaveFilter', { input: { id: newId(), list: LIST, name: name.trim(), filter: queryOf(filterOf(look)) } }), t('savedOk')),
    remove: (id: string) => told(call('DeleteFilter', { id }), t('savedGone')),
    officers: async (text: string) => {
      const answer = await ask('OfficersByName', { text: text.trim() }, { phone: phone() })
      return answer.kind === 'answer' ? answer.value.items : null
    },
  }
}
