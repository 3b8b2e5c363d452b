import { t } from './words'

/** 「28 / 300 字」 from 80 % on; over the limit the text stays and the words say what to do. Null: nothing to say. */
export function lengthNote(text: string, max?: number): { words: string; over: boolean } | null {
  if (!max) return null
  const n = [...text].length // characters as people count them: an emoji is one
  if (n < max * 0.8) return null
  if (n > max) return { words: t('charsOver', { n, max, over: n - max }), over: true }
  return { words: t('chars', { n, max }), over: false }
}
