import zh from '@/locales/enterprise.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/enterprise.en'))
