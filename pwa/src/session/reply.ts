/** A reply that is no answer, as a sentence for the page. */
import { t } from './words'
import type { Reply } from './wire'

/** Refusals come from the server, so their catalogue may come from there too: the first page is lighter without it. */
export async function wordsOf(reply: Exclude<Reply<unknown>, { kind: 'answer' }>): Promise<string> {
  if (reply.kind === 'offline') return t('offline')
  if (reply.kind === 'fault') return reply.incident ? t('fault', { incident: reply.incident }) : t('faultPlain')
  const { refusalWords } = await import('@/locales/refusalWords')
  return refusalWords(reply.refusal)
}
