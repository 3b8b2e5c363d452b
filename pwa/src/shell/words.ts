import zh from '@/locales/shell.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/shell.en'))
