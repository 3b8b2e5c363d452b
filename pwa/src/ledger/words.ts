import zh from '@/locales/ledger.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/ledger.en'))
