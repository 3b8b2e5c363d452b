/**
 * Finds enterprises in memory by name, pinyin, initials, USCC, QR code and street. Pure; folded once, so that three
 * thousand rows are looked through within a few milliseconds.
 */
import type { DirectoryRow, Span } from './rows'
import { spokenIn, syllableSpans } from './spoken'

/** One enterprise that was found. */
export class Hit {
  constructor(
    private readonly entry: Entry,
    private readonly words: readonly string[],
  ) {}

  get row(): DirectoryRow {
    return this.entry.row
  }

  get paired(): boolean {
    return this.entry.paired
  }

  /** What of the name was hit, in order; empty when it was found by USCC, code or street. Worked out when it is shown. */
  get marks(): Span[] {
    return joined(this.words.flatMap((word) => matchOne(this.entry, word)?.mark() ?? []))
  }
}

interface Entry {
  row: DirectoryRow
  paired: boolean
  name: string
  syllables: string[]
  initials: string
  uscc: string
  street: string
}

// Lower is shown first; an enterprise of one's own goes before all others.
const NAME = 0
const SPOKEN = 2
const CODE = 4
const STREET = 6
const INSIDE = 1 // added: not at the beginning
const STRANGER = 10 // added: not paired

const TEXT_MAX = 40 // characters that count

export class Finder {
  private readonly entries: Entry[] // by pinyin

  constructor(rows: readonly DirectoryRow[], paired: ReadonlySet<string>, streetOf: (region: string) => string) {
    this.entries = byPinyin(rows).map((row) => ({
      row,
      paired: paired.has(row.id),
      name: folded(row.name),
      syllables: row.pinyin.split(' '),
      initials: row.initials,
      uscc: folded(row.uscc ?? ''),
      street: streetOf(row.region),
    }))
  }

  /** Every word of the text must be found. The best first: own, then name, pinyin, code, street; beginnings first. */
  find(text: string, limit = Infinity): Hit[] {
    const words = folded(text).replace(/['’]/g, '').slice(0, TEXT_MAX).split(/\s+/).filter(Boolean)
    if (words.length === 0) return []
    const ranked: Hit[][] = [] // no sorting: the entries stand in order, and ranks are few
    for (const entry of this.entries) {
      const rank = rankOf(entry, words)
      if (rank !== null) (ranked[rank] ??= []).push(new Hit(entry, words))
    }
    return ranked.flatMap((hits) => hits ?? []).slice(0, limit)
  }
}

/** In the order in which people look names up. */
export function byPinyin(rows: readonly DirectoryRow[]): DirectoryRow[] {
  return [...rows].sort((a, b) => (a.pinyin < b.pinyin ? -1 : a.pinyin > b.pinyin ? 1 : a.id < b.id ? -1 : 1))
}

/** How well all the words fit; null: one of them does not. */
function rankOf(entry: Entry, words: readonly string[]): number | null {
  let rank = 0
  for (const word of words) {
    const match = matchOne(entry, word)
    if (!match) return null
    rank = Math.max(rank, match.rank)
  }
  return entry.paired ? rank : rank + STRANGER
}

interface Match {
  rank: number
  mark: () => Span[]
}
const UNMARKED = (): Span[] => []

function matchOne(entry: Entry, word: string): Match | null {
  const at = entry.name.indexOf(word)
  if (at >= 0) return { rank: at === 0 ? NAME : NAME + INSIDE, mark: () => namedAt(entry, at, word) }
  if (/^[0-9a-z]/.test(word)) {
    const said = spokenIn(word, entry.syllables, entry.initials)
    if (said) return { rank: said[0] === 0 ? SPOKEN : SPOKEN + INSIDE, mark: () => markOf(entry, said) }
    if (entry.row.code.toLowerCase() === word) return { rank: CODE, mark: UNMARKED }
    const code = entry.uscc.indexOf(word)
    return code < 0 ? null : { rank: code === 0 ? CODE : CODE + INSIDE, mark: UNMARKED }
  }
  const street = entry.street.indexOf(word)
  return street < 0 ? null : { rank: street === 0 ? STREET : STREET + INSIDE, mark: UNMARKED }
}

/** A name that grew when it was folded has no marks: they would stand beside their characters. */
function namedAt(entry: Entry, at: number, word: string): Span[] {
  return entry.name.length === entry.row.name.length ? [[at, at + word.length]] : []
}

function markOf(entry: Entry, [from, to]: Span): Span[] {
  const spans = syllableSpans(entry.row.name, entry.syllables.length)
  return spans ? [[spans[from]![0], spans[to - 1]![1]]] : []
}

/** In order, without overlaps. */
function joined(marks: readonly Span[]): Span[] {
  const sorted = [...marks].sort((a, b) => a[0] - b[0])
  const out: Span[] = []
  for (const [from, to] of sorted) {
    const last = out.at(-1)
    if (last && from <= last[1]) out[out.length - 1] = [last[0], Math.max(last[1], to)]
    else out.push([from, to])
  }
  return out
}

/** Full width and capitals do not matter. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase()
}
