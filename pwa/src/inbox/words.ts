import zh from '@/locales/inbox.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/inbox.en'))

type Kind = Extract<keyof typeof zh, Uppercase<string>>

/** What a line is about, in a word; a kind that this version of the app does not know is news. */
export function kindWord(kind: string): string {
  return t(isKind(kind) ? kind : 'NEWS')
}

function isKind(kind: string): kind is Kind {
  return kind in zh && kind === kind.toUpperCase()
}
