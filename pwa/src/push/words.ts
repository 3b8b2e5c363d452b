import zh from '@/locales/alerts.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/alerts.en'))
