import zh from '@/locales/known.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/known.en'))
