import zh from '@/locales/unheard.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/unheard.en'))
