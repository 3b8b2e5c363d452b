import zh from '@/locales/reports.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/reports.en'))
