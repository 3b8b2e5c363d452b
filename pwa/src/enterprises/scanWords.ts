import zh from '@/locales/scan.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/scan.en'))
