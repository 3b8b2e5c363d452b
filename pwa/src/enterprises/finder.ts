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
    readonly paired: boolean,
  ) {}

  get row(): DirectoryRow {
    return this.entry.row
  }

  /** What of the name was hit, in order; empty when it was found by USCC, code or street. Worked out when it is shown. */
  get marks(): Span[] {
    return joined(this.words.flatMap((word) => marksOf(this.entry, word)))
  }
}

interface Entry {
  row: DirectoryRow
  name: string
  syllables: string[]
  initials: string
  uscc: string
  code: string
  street: string
}

// Lower is shown first; an enterprise of one's own goes before all others.
const NAME = 0
const SPOKEN = 2
const CODE = 4
const STREET = 6
const INSIDE = 1 // added: not at the beginning
const STRANGER = 10 // added: not paired
const MISS = -1

const TEXT_MAX = 40 // characters that count
// Searched for while folding: a phone runs code that it has not run before ten times slower than later.
const PRACTICE = ['yz', '某', '9']

export class Finder {
  private readonly rows: DirectoryRow[] // by pinyin
  private readonly entries: Entry[] = []

  constructor(
    rows: readonly DirectoryRow[],
    private readonly streetOf: (region: string) => string,
  ) {
    this.rows = byPinyin(rows)
  }

  /** Fold up to `most` rows more. True while there are others. */
  fold(most: number): boolean {
    const from = this.entries.length
    for (const row of this.rows.slice(from, from + most)) {
      const entry = entryOf(row, this.streetOf(row.region))
      this.entries.push(entry)
      for (const word of PRACTICE) rankOf(entry, [word])
    }
    return this.entries.length < this.rows.length
  }

  /** Every word of the text must be found. The best first: own, then name, pinyin, code, street; beginnings first. */
  find(text: string, paired: ReadonlySet<string>, limit = Infinity): Hit[] {
    const words = folded(text).replace(/['’]/g, '').slice(0, TEXT_MAX).split(/\s+/).filter(Boolean)
    if (words.length === 0) return []
    this.fold(Infinity)
    const ranked: Hit[][] = [] // no sorting: the entries stand in order, and ranks are few
    for (const entry of this.entries) {
      const rank = rankOf(entry, words)
      if (rank === MISS) continue
      const own = paired.has(entry.row.id)
      ;(ranked[own ? rank : rank + STRANGER] ??= []).push(new Hit(entry, words, own))
    }
    return ranked.flatMap((hits) => hits ?? []).slice(0, limit)
  }
}

/** In the order in which people look names up. */
export function byPinyin(rows: readonly DirectoryRow[]): DirectoryRow[] {
  return [...rows].sort((a, b) => (a.pinyin < b.pinyin ? -1 : a.pinyin > b.pinyin ? 1 : a.id < b.id ? -1 : 1))
}

function entryOf(row: DirectoryRow, street: string): Entry {
  const { name, pinyin, initials, uscc, code } = row
  const syllables = pinyin.split(' ')
  return { row, name: folded(name), syllables, initials, uscc: folded(uscc ?? ''), code: folded(code), street }
}

/** How well all the words fit; MISS: one of them does not. */
function rankOf(entry: Entry, words: readonly string[]): number {
  let worst = NAME
  for (const word of words) {
    const rank = rankOfOne(entry, word)
    if (rank === MISS) return MISS
    if (rank > worst) worst = rank
  }
  return worst
}

function rankOfOne(entry: Entry, word: string): number {
  const at = entry.name.indexOf(word)
  if (at >= 0) return ranked(NAME, at)
  if (!isTyped(word)) return ranked(STREET, entry.street.indexOf(word))
  const said = spokenIn(word, entry.syllables, entry.initials)
  if (said) return ranked(SPOKEN, said[0])
  return entry.code === word ? CODE : ranked(CODE, entry.uscc.indexOf(word))
}

function ranked(rank: number, at: number): number {
  if (at < 0) return MISS
  return at === 0 ? rank : rank + INSIDE
}

/** Letters and figures, as for pinyin and codes. */
function isTyped(word: string): boolean {
  const first = word.charCodeAt(0)
  return (first >= 97 && first <= 122) || (first >= 48 && first <= 57)
}

function marksOf(entry: Entry, word: string): Span[] {
  const at = entry.name.indexOf(word)
  if (at >= 0) return namedAt(entry, at, word)
  const said = isTyped(word) ? spokenIn(word, entry.syllables, entry.initials) : null
  return said ? markOf(entry, said) : []
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
