/** What a refusal says to the person: worded here by code and facts; the server's Chinese sentence is the fallback. */
import en from './refusals.en'
import zh from './refusals.zh'
import { fill, language, namesIn } from './words'

export interface RefusalLike {
  code: string
  message: string
  facts: Record<string, unknown>
}

export function refusalWords(refusal: RefusalLike): string {
  const catalogue: Record<string, string> = language.value === 'en' ? en : zh
  const sentence = catalogue[refusal.code]
  const complete = sentence && namesIn(sentence).every((name) => refusal.facts[name] != null)
  return complete ? fill(sentence, refusal.facts) : refusal.message
}
