/** The tabs: the views that everybody has and one's own saved ones, each with how many rows it has. */
import { computed, onMounted, ref, shallowRef } from 'vue'

import { filterOf, lookOf, queryOf, UNITS_VIEWS, VIEWS, type Look, type ViewName } from './look'
import { t } from './words'

import { ask } from '@/api/ask'
import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import { newId } from '@/db/ids'
import { phone } from '@/db/open'
import { refusalWords } from '@/locales/refusalWords'
import { useSession } from '@/session/useSession'
import { toast } from '@/ui/toast'

export interface View {
  key: string
  label: string
  look: Look
  savedId?: string
}

const LIST = 'ledger'

export function useViews() {
  const { grant } = useSession()
  const saved = shallowRef<ValueOf<'SavedFilters'>['items']>([])
  const choices = shallowRef<ValueOf<'FilterChoices'>>({ __typename: 'FilterChoices', units: [], regions: [] })
  const totals = ref<readonly number[]>([])

  const views = computed<View[]>(() => {
    const names = grant.value?.role === 'HANDLER' ? UNITS_VIEWS : (Object.keys(VIEWS) as ViewName[])
    return [
      ...names.map((name) => ({ key: name, label: t(`view${name}`), look: VIEWS[name] })),
      ...saved.value.map((one) => ({
        key: one.id, savedId: one.id, label: t('viewsaved', { name: one.name }), look: lookOf(one.filter as Record<string, unknown>),
      })),
    ]
  })

  async function count(): Promise<void> {
    const answer = await ask('LedgerTotals', { filters: views.value.map((view) => filterOf(view.look)) }, { phone: phone() })
    if (answer.kind === 'answer') totals.value = answer.value.totals
  }

  async function read(): Promise<void> {
    const answer = await ask('SavedFilters', { list: LIST }, { phone: phone() })
    if (answer.kind === 'answer') saved.value = answer.value.items
    await count()
  }

  async function told(work: Promise<Reply<unknown>>, done: string): Promise<boolean> {
    const reply = await work
    const ok = reply.kind === 'answer'
    const why = reply.kind === 'refused' ? refusalWords(reply.refusal) : t('keptNot')
    toast({ text: ok ? done : why, icon: ok ? 'check' : 'info' })
    if (ok) await read()
    return ok
  }

  onMounted(async () => {
    const answer = await ask('FilterChoices', {}, { phone: phone() })
    if (answer.kind === 'answer') choices.value = answer.value
    await read()
  })
  return {
    views, totals, choices,
    keep: (name: string, look: Look) =>
      told(call('SaveFilter', { input: { id: newId(), list: LIST, name: name.trim(), filter: queryOf(look) } }), t('kept')),
    drop: (id: string) => told(call('DeleteFilter', { id }), t('dropped')),
  }
}
