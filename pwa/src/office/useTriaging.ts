/** The place in the queue, the issue in it, and what can be done: the same on the phone and at the desk. */
import { computed, onScopeDispose, ref, watch, type Ref } from 'vue'

import { takenBack } from './undo'
import { useTriage, type TriageLine } from './useTriage'

import { useOne } from '@/review/useOne'
import { phone } from '@/db/open'
import { useSync } from '@/outbox/useSync'
import { dropRefused } from '@/review/decide'
import { afterDeciding, neighbours } from '@/review/queue'

export function useTriaging(id: Ref<string | null>, go: (id: string | null) => void, text: Ref<string> = ref('')) {
  const queue = useTriage()
  const { letters, reread } = useSync()
  const shown = computed(() => queue.items.value.filter((line) => found(line, text.value)))
  const around = computed(() => neighbours(shown.value, id.value))
  const { value: issue, asOf, trouble, asking, load } = useOne('Issue', () => id.value)
  const letter = computed(() => letters.value.find(({ subjectId }) => subjectId === id.value) ?? null)
  const waiting = computed(() => (letter.value?.state === 'waiting' ? letter.value : null))
  const refused = computed(() => (letter.value?.state === 'refused' ? letter.value : null))
  let before: readonly { id: string }[] = shown.value // as it stood while the person decided

  watch(id, (now) => (queue.current.value = now), { immediate: true })
  watch([shown, id], ([now, at]) => now.some((line) => line.id === at) && (before = now), { immediate: true })
  watch(takenBack, (back) => back && go(back.issueId))
  // somebody else was faster: what is true now must be on the page when it is said
  watch(() => refused.value?.id, (now) => now && void load())
  onScopeDispose(() => (queue.current.value = null))

  return {
    queue, shown, around, issue, asOf, trouble, asking, load, waiting, refused,
    may: (command: string) => Boolean(issue.value?.allowed.includes(command)) && !waiting.value,
    step(way: 'next' | 'prev') {
      const to = around.value[way]
      if (to) go(to)
    },
    /** A letter about the shown one has been sealed: on to the next. */
    decided: () => id.value && go(afterDeciding(before, id.value)),
    forgetRefused: async () => {
      if (id.value) await dropRefused(phone(), letters.value, id.value)
      await reread()
    },
  }
}

function found(line: TriageLine, text: string): boolean {
  const asked = text.trim().toLowerCase()
  const said = [line.title, line.number ?? '', line.enterprise?.name ?? '', line.region.name]
  return asked === '' || said.some((part) => part.toLowerCase().includes(asked))
}
