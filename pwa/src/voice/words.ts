import zh from '@/locales/voice.zh'
import { words } from '@/locales/words'

export const t = words(zh, () => import('@/locales/voice.en'))
