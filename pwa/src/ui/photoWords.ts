import zh from '@/locales/photos.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/photos.en'))
