/** 受理并交办: everything that an assignment says. Pages show it; the rules stand in the server, their words here. */
import { computed, reactive, ref } from 'vue'

import { useOfficeCommand } from './undo'
import { useDuePreview } from './useDuePreview'
import { useKeptText } from './useKeptText'
import { useUnits } from './useUnits'
import { t } from './words'

import type { Urgency } from '@/api/types'
import type { Issue } from '@/issues/standing'
import { useSession } from '@/session/useSession'

const PARAPHRASE_MOST = 1000
export const URGENCIES: readonly Urgency[] = ['NORMAL', 'COMPLEX', 'URGENT_24H', 'URGENT_2H']

export function useAssigning(issue: () => Issue) {
  const subject = issue()
  const { me } = useSession()
  const said = reactive({
    topic: subject.topic.code,
    urgency: (subject.urgency ?? 'NORMAL') as Urgency,
    coUnitIds: [] as string[],
    hideEnterprise: subject.enterpriseHidden,
    dueOn: '',
  })
  const choices = useUnits(subject.id, () => said.topic)
  const due = useDuePreview(() => said.urgency)
  // what the unit reads in place of the reporter's words; of a protected one it must be written
  const needed = subject.protected && subject.paraphrase === ''
  const paraphrase = useKeptText(`paraphrase:${subject.id}`, { least: needed ? 2 : 0, most: PARAPHRASE_MOST }, subject.paraphrase)
  const tried = ref(false)
  const { busy, trouble, send } = useOfficeCommand(issue, { operation: 'AssignIssue', name: t('assignName'), said: t('assignSaid') })
  const missing = computed(() => (choices.unit.value && choices.person.value ? '' : t('chooseUnit')))

  const topics = computed(() => {
    const known = me.value?.district.topics ?? []
    const own = known.some(({ code }) => code === subject.topic.code) ? [] : [subject.topic]
    return [...own, ...known].map(({ code, name }) => ({ value: code, label: name }))
  })
  const helpers = computed(() => (choices.unit.value ? choices.units.value : []).filter(({ unit }) => unit.id !== choices.unitId.value).map(({ unit }) => ({ value: unit.id, label: unit.name })))

  async function give(): Promise<boolean> {
    tried.value = true
    const written = paraphrase.ready()
    if (missing.value || !written) return false
    const { topic, urgency, coUnitIds, hideEnterprise, dueOn } = said
    return send(
      {
        topic, urgency, hideEnterprise,
        unitId: choices.unitId.value,
        personId: choices.personId.value,
        coUnitIds: coUnitIds.filter((id) => id !== choices.unitId.value),
        paraphrase: paraphrase.text.value,
        dueOn: dueOn || null,
      },
      { draftKey: paraphrase.draftKey },
    )
  }
  return { said, choices, due, paraphrase, needed, topics, helpers, tried, missing, busy, trouble, give }
}
