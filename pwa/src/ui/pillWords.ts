import zh from '@/locales/pill.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/pill.en'))
