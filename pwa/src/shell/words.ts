import en from '@/locales/shell.en'
import zh from '@/locales/shell.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
