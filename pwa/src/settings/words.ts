import zh from '@/locales/settings.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/settings.en'))
