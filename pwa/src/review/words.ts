import en from '@/locales/review.en'
import zh from '@/locales/review.zh'
import { words } from '@/locales/words'

export const t = words(zh, en)
