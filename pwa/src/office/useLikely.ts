/** What may be the same as this issue, among what this person may see. Without a network: nothing is said. */
import { ref, shallowRef } from 'vue'

import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { phone } from '@/db/open'
import type { Issue } from '@/issues/standing'

const FIRST = 5
export type Likely = ValueOf<'LikelyDuplicates'>['items'][number]

export function useLikely(issue: () => Issue) {
  const found = shallowRef<readonly Likely[]>([])
  const asking = ref(false)

  async function load(): Promise<void> {
    const { id, description, enterprise, topic } = issue()
    asking.value = true
    const variables = { text: description, enterpriseId: enterprise?.id ?? null, topic: topic.code, but: id, first: FIRST }
    const answer = await ask('LikelyDuplicates', variables, { phone: phone() })
    asking.value = false
    if (answer.kind === 'answer' && issue().id === id) found.value = answer.value.items
  }
  return { found, asking, load }
}
