import zh from '@/locales/faults.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/faults.en'))
