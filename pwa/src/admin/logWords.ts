import zh from '@/locales/audit.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/audit.en'))
