import zh from '@/locales/ui.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/ui.en'))
