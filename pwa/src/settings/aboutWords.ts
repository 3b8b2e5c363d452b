import en from '@/locales/about.en'
import zh from '@/locales/about.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
