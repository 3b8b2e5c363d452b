/** The keys of the desk where issues are decided (screen 14). */
import { t } from './words'

import type { Key } from '@/review/keys'

export type TriageKey = 'next' | 'prev' | 'assign' | 'return' | 'merge' | 'reject' | 'undo' | 'search' | 'keys'

export const TRIAGE_KEYS: readonly (Key<TriageKey> & { words: () => string })[] = [
  { key: 'J', command: 'next', words: () => t('keyNext') },
  { key: 'K', command: 'prev', words: () => t('keyPrev') },
  { key: 'A', command: 'assign', words: () => t('keyAssign') },
  { key: 'R', command: 'return', words: () => t('keyReturn') },
  { key: 'M', command: 'merge', words: () => t('keyMerge') },
  { key: 'X', command: 'reject', words: () => t('keyReject') },
  { key: 'Z', command: 'undo', words: () => t('keyUndo') },
  { key: '/', command: 'search', words: () => t('keySearch') },
  { key: '?', command: 'keys', words: () => t('keysAll') },
]
