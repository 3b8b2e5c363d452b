/** What a refusal says to the person: worded here by code and facts; the server's Chinese sentence is the fallback. */
import zh from './refusals.zh'
import { catalogueOf, fill, namesIn } from './words'

export interface RefusalLike {
  code: string
  message: string
  facts: Record<string, unknown>
}

const catalogue = catalogueOf<Record<string, string>>(zh, () => import('./refusals.en'))

export function refusalWords(refusal: RefusalLike): string {
  const sentence = catalogue()[refusal.code]
  const complete = sentence && namesIn(sentence).every((name) => refusal.facts[name] != null)
  return complete ? fill(sentence, refusal.facts) : refusal.message
}
