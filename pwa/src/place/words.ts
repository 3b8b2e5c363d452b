import zh from '@/locales/place.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/place.en'))
