/** Whom an issue can be given to: the units with their people, the suggested one first and chosen. */
import { computed, ref, shallowRef, watch } from 'vue'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import type { Trouble } from '@/review/useOne'
import { phone } from '@/db/open'

export type UnitChoice = ValueOf<'AssignChoices'>['units'][number]

export function useUnits(issueId: string, topic: () => string | null, except: string | null = null) {
  const units = shallowRef<readonly UnitChoice[]>([])
  const trouble = shallowRef<Trouble | null>(null)
  const asking = ref(false)
  const unitId = ref('')
  const personId = ref('')
  const unit = computed(() => units.value.find((one) => one.unit.id === unitId.value) ?? null)
  const person = computed(() => unit.value?.people.find(({ id }) => id === personId.value) ?? null)
  let chosen = false // by hand: a suggestion for another topic no longer moves it

  async function load(): Promise<void> {
    const wanted = topic()
    asking.value = true
    const answer = await ask('AssignChoices', { issueId, topic: wanted }, { phone: phone() })
    if (wanted !== topic()) return // the topic was changed meanwhile
    asking.value = false
    trouble.value = answer.kind === 'answer' ? null : answer
    if (answer.kind !== 'answer') return
    units.value = answer.value.units.filter((one) => one.unit.id !== except)
    const suggested = units.value[0]
    if (!chosen && suggested?.reason) unitId.value = suggested.unit.id
  }

  watch(topic, () => void load(), { immediate: true })
  // who handles comes first, the lead only when nobody else is there
  watch(unit, (now) => (personId.value = (now?.people.find(({ lead }) => !lead) ?? now?.people[0])?.id ?? ''))

  return {
    units, unitId, personId, unit, person, trouble, asking, load,
    choose(id: string) {
      chosen = true
      unitId.value = id
    },
  }
}
