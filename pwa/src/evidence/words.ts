import zh from '@/locales/evidence.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/evidence.en'))
