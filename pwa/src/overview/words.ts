import zh from '@/locales/overview.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/overview.en'))
