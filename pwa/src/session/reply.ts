/** A reply that is no answer, as a sentence for the page. */
import { t } from './words'
import type { Reply } from './wire'

import { refusalWords } from '@/locales/refusalWords'

export function wordsOf(reply: Exclude<Reply<unknown>, { kind: 'answer' }>): string {
  if (reply.kind === 'refused') return refusalWords(reply.refusal)
  if (reply.kind === 'offline') return t('offline')
  return reply.incident ? t('fault', { incident: reply.incident }) : t('faultPlain')
}
