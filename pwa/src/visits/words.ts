import zh from '@/locales/visits.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/visits.en'))
