import zh from '@/locales/about.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/about.en'))
