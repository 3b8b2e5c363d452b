import en from '@/locales/reports.en'
import zh from '@/locales/reports.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
