import en from '@/locales/waiting.en'
import zh from '@/locales/waiting.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
