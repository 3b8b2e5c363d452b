import zh from '@/locales/confirming.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/confirming.en'))
