import zh from '@/locales/session.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/session.en'))
