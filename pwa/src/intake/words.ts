import zh from '@/locales/intake.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/intake.en'))
