import zh from '@/locales/handing.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/handing.en'))
