import zh from '@/locales/office.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/office.en'))
