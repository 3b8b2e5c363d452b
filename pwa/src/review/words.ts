import zh from '@/locales/review.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/review.en'))
