import zh from '@/locales/waiting.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/waiting.en'))
