import en from '@/locales/visits.en'
import zh from '@/locales/visits.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
