import en from '@/locales/session.en'
import zh from '@/locales/session.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
