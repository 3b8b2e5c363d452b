/** The officer's own phrases, from what they sent: kept in `cache`, so they leave with the person. */
import { copyOf, keepCopy } from '@/db/copies'
import { kept } from '@/api/ask'
import type { Phone } from '@/db/open'

const KEY = 'phrases:visit'
const MOST_KEPT = 30
const CHARS = { least: 2, most: 24 } // longer ones are stories, not phrases

/** The sentences of a text that are short enough to be used again. Pure. */
export function phrasesIn(text: string): string[] {
  const parts = text.split(/[。！？；!?;\n]+/).map((part) => part.trim())
  return [...new Set(parts.filter(fits))]
}

function fits(part: string): boolean {
  const length = [...part].length
  return length >= CHARS.least && length <= CHARS.most && !part.endsWith('…') // a cut excerpt ends so
}

/** The last used first. On a phone that has sent nothing yet, those of the person's reports. */
export async function ownPhrases(phone: Phone): Promise<string[]> {
  const copy = await copyOf(phone, KEY)
  if (copy) return copy.value as string[]
  const reports = await kept('MyReports', {}, phone)
  return merged((reports?.value.visits ?? []).flatMap(({ excerpt }) => phrasesIn(excerpt)), [])
}

export async function notePhrases(phone: Phone, discussed: string, now: Date): Promise<void> {
  const value = merged(phrasesIn(discussed), await ownPhrases(phone))
  await keepCopy(phone, { key: KEY, value, fetchedAt: now.toISOString() })
}

function merged(fresh: readonly string[], before: readonly string[]): string[] {
  return [...new Set([...fresh, ...before])].slice(0, MOST_KEPT)
}
