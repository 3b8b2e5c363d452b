import zh from '@/locales/due.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/due.en'))
