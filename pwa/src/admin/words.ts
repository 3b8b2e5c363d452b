import zh from '@/locales/admin.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/admin.en'))
