import en from '@/locales/inbox.en'
import zh from '@/locales/inbox.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
