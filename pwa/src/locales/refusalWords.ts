/** What a refusal says to the person: worded here by code and facts; the server's Chinese sentence is the fallback. */
import { shallowRef } from 'vue'

import { fill, namesIn, wordsReady } from './words'

export interface RefusalLike {
  code: string
  message: string
  facts: Record<string, unknown>
}

type Sentences = () => Readonly<Record<string, string>>

// Module state: the sentences are fetched once, when the first refusal comes; what shows one follows.
const sentences = shallowRef<Sentences | null>(null)

/** Resolves when refusals can be worded here. Without a network the server's own sentence stands in. */
export async function refusalsReady(): Promise<void> {
  if (sentences.value) return
  try {
    sentences.value = (await import('./refusalCatalogue')).catalogue
    await wordsReady()
  } catch (failure) {
    console.info('no words for refusals:', failure)
  }
}

export function refusalWords(refusal: RefusalLike): string {
  if (!sentences.value) void refusalsReady()
  const sentence = sentences.value?.()[refusal.code]
  const complete = sentence && namesIn(sentence).every((name) => refusal.facts[name] != null)
  return complete ? fill(sentence, refusal.facts) : refusal.message
}
