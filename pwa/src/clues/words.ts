import zh from '@/locales/clues.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/clues.en'))
