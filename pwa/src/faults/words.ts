import en from '@/locales/faults.en'
import zh from '@/locales/faults.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
