/** The order of the queue while it is open: nothing moves under the reader's hand. Pure. */
import type { ValueOf } from '@/api/reply'

export type VisitLine = ValueOf<'ReviewQueue'>['items'][number]

/** A queue of visits, or of anything else that has an id. */
export interface Held<Line extends { id: string } = VisitLine> {
  items: readonly Line[] // as shown
  fresh: readonly Line[] // arrived since, shown when the person asks
  whole: boolean // the server had no more than these
}

export const NOTHING_HELD: Held<never> = { items: [], fresh: [], whole: true }

/**
 * What the server says now, laid under the order that is shown: known rows keep their place, decided elsewhere they
 * leave (`current`, being read, stays), new ones wait on top. Rows after a cut queue come in silently at its end.
 */
export function merge<Line extends { id: string }>(
  held: Held<Line>,
  said: { items: readonly Line[]; after: string | null },
  current: string | null,
): Held<Line> {
  const whole = said.after === null
  if (held.items.length === 0 && held.fresh.length === 0) return { items: said.items, fresh: [], whole }
  const now = new Map(said.items.map((line) => [line.id, line]))
  const items = held.items.filter(({ id }) => now.has(id) || id === current || !whole).map((line) => now.get(line.id) ?? line)
  const known = new Set(items.map(({ id }) => id))
  const others = said.items.filter(({ id }) => !known.has(id))
  return held.whole ? { items, fresh: others, whole } : { items: [...items, ...others], fresh: [], whole }
}

/** The new ones take their place: oldest first, so behind all others. */
export function letIn<Line extends { id: string }>(held: Held<Line>): Held<Line> {
  return { ...held, items: [...held.items, ...held.fresh], fresh: [] }
}

/** Rows still to be decided, of which `text` is found in enterprise, name or content. */
export function shownOf(items: readonly VisitLine[], decided: ReadonlySet<string>, text = ''): VisitLine[] {
  const asked = text.trim().toLowerCase()
  return items.filter((line) => {
    if (decided.has(line.id)) return false
    const { enterprise, author, excerpt } = line
    return asked === '' || [enterprise.name, enterprise.region.name, author.name, excerpt].some((part) => part.toLowerCase().includes(asked))
  })
}

export interface Neighbours {
  at: number // from 1; 0: not among them
  prev: string | null
  next: string | null
}

export function neighbours(shown: readonly { id: string }[], id: string | null): Neighbours {
  const index = shown.findIndex((line) => line.id === id)
  if (index < 0) return { at: 0, prev: null, next: shown[0]?.id ?? null }
  return { at: index + 1, prev: shown[index - 1]?.id ?? null, next: shown[index + 1]?.id ?? null }
}

/** Where to go once `id` is decided: the one behind it, else the one before; null: all are done. */
export function afterDeciding(shown: readonly { id: string }[], id: string): string | null {
  const { next, prev } = neighbours(shown, id)
  return next ?? prev
}

export interface Written {
  id: string
  subjectId: string
  state: string
  holdUntil: string // ISO 8601, UTC
}

/** Of these letters, the ones that left the outbox by arriving, not by being taken back. */
export function arrived<L extends Written>(before: readonly L[], now: readonly L[], at: Date): L[] {
  const here = new Set(now.map(({ id }) => id))
  return before.filter(({ id, state, holdUntil }) => !here.has(id) && state === 'waiting' && holdUntil <= at.toISOString())
}
