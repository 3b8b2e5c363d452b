/**
 * Finds enterprises in memory by name, pinyin, initials, USCC, QR code and street. Pure; folded once, so that three
 * thousand rows are looked through within a few milliseconds.
 */
import type { DirectoryRow, Span } from './rows'
import { spokenIn, syllableSpans } from './spoken'

export interface Hit {
  row: DirectoryRow
  paired: boolean
  marks: Span[] // what of the name was hit, in order; empty when it was found by USCC, code or street
}

interface Entry {
  row: DirectoryRow
  paired: boolean
  order: number // by pinyin
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
  private readonly entries: Entry[]

  constructor(rows: readonly DirectoryRow[], paired: ReadonlySet<string>, streetOf: (region: string) => string) {
    const order = new Map(byPinyin(rows).map((row, at) => [row.id, at]))
    this.entries = rows.map((row) => ({
      row,
      paired: paired.has(row.id),
      order: order.get(row.id)!,
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
    const found: { entry: Entry; rank: number; marks: Span[] }[] = []
    for (const entry of this.entries) {
      const match = matchAll(entry, words)
      if (match) found.push({ entry, ...match })
    }
    found.sort((a, b) => a.rank - b.rank || a.entry.order - b.entry.order)
    return found.slice(0, limit).map(({ entry, marks }) => ({ row: entry.row, paired: entry.paired, marks: joined(marks) }))
  }
}

/** In the order in which people look names up. */
export function byPinyin(rows: readonly DirectoryRow[]): DirectoryRow[] {
  return [...rows].sort((a, b) => (a.pinyin < b.pinyin ? -1 : a.pinyin > b.pinyin ? 1 : a.id < b.id ? -1 : 1))
}

function matchAll(entry: Entry, words: readonly string[]): { rank: number; marks: Span[] } | null {
  let rank = 0
  const marks: Span[] = []
  for (const word of words) {
    const match = matchOne(entry, word)
    if (!match) return null
    rank = Math.max(rank, match.rank)
    if (match.mark) marks.push(match.mark)
  }
  return { rank: entry.paired ? rank : rank + STRANGER, marks }
}

function matchOne(entry: Entry, word: string): { rank: number; mark: Span | null } | null {
  const at = entry.name.indexOf(word)
  const sameLength = entry.name.length === entry.row.name.length // or the mark would stand beside its characters
  if (at >= 0) return { rank: at === 0 ? NAME : NAME + INSIDE, mark: sameLength ? [at, at + word.length] : null }
  if (/^[0-9a-z]/.test(word)) {
    const said = spokenIn(word, entry.syllables, entry.initials)
    if (said) return { rank: said[0] === 0 ? SPOKEN : SPOKEN + INSIDE, mark: markOf(entry, said) }
    if (entry.row.code.toLowerCase() === word) return { rank: CODE, mark: null }
    const code = entry.uscc.indexOf(word)
    return code < 0 ? null : { rank: code === 0 ? CODE : CODE + INSIDE, mark: null }
  }
  const street = entry.street.indexOf(word)
  return street < 0 ? null : { rank: street === 0 ? STREET : STREET + INSIDE, mark: null }
}

function markOf(entry: Entry, [from, to]: Span): Span | null {
  const spans = syllableSpans(entry.row.name, entry.syllables.length)
  return spans && [spans[from]![0], spans[to - 1]![1]]
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
