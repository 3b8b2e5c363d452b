import zh from '@/locales/issues.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/issues.en'))
