/** What to say when a deed was not done. */
import { t } from './words'
import type { Reply } from '@/api/reply'
import { refusalWords } from '@/locales/refusalWords'

export type Failed = Exclude<Reply<never>, { kind: 'answer' }>

export function sorry(reply: Failed): string {
  if (reply.kind === 'refused') return refusalWords(reply.refusal)
  if (reply.kind === 'offline') return t('offlineDeed')
  return reply.incident ? t('fault', { incident: reply.incident }) : t('faultPlain')
}
