import en from '@/locales/enterprises.en'
import zh from '@/locales/enterprises.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
