import zh from '@/locales/enterprises.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/enterprises.en'))
