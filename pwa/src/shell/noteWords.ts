import zh from '@/locales/notes.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/notes.en'))
