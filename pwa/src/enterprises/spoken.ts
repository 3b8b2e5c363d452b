/**
 * Pinyin as people type it: whole syllables, initials, or both mixed, the last one unfinished. 「xywl」, 「xingye」 and
 * 「xyuanw」 all find 星野源物流. Pure.
 */
import type { Span } from './rows'

/** The syllables that the typed letters stand for, from the first place where they fit; null: nowhere. */
export function spokenIn(typed: string, syllables: readonly string[], initials: string): Span | null {
  const first = typed[0]!
  if (!initials.includes(first)) return null
  for (let from = 0; from < syllables.length; from += 1) {
    if (syllables[from]![0] !== first) continue
    const to = readFrom(typed, syllables, from)
    if (to > 0) return [from, to]
  }
  return null
}

/** One past the last syllable when all of `typed` is read from syllable `at` on; 0 when it cannot be. */
function readFrom(typed: string, syllables: readonly string[], at: number): number {
  const syllable = syllables[at]
  if (syllable === undefined) return 0
  let same = 0
  while (same < typed.length && same < syllable.length && typed[same] === syllable[same]) same += 1
  if (same === typed.length) return at + 1
  for (let taken = same; taken > 0; taken -= 1) {
    if (taken > 1 && taken < syllable.length && !isBeginning(syllable, taken)) continue
    const to = readFrom(typed.slice(taken), syllables, at + 1)
    if (to > 0) return to
  }
  return 0
}

/** Of a syllable in the middle people type all, its first letter, or zh, ch, sh. */
function isBeginning(syllable: string, taken: number): boolean {
  return taken === 2 && syllable[1] === 'h'
}

const PIECES = /[0-9a-z]+|\p{Script=Han}/giu

/** Where each syllable stands in the name; null when name and pinyin do not run side by side. */
export function syllableSpans(name: string, count: number): Span[] | null {
  const wide = name.normalize('NFKC')
  if (wide.length !== name.length) return null
  const spans = [...wide.matchAll(PIECES)].map((piece): Span => [piece.index, piece.index + piece[0].length])
  return spans.length === count ? spans : null
}
