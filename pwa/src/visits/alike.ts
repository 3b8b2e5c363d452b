/**
 * Which issues that the phone holds may be the same thing, by enterprise or topic, time and words. Pure. The server
 * decides so too (`backend/following_up/rules.py`); tests/data/likely_cases.json holds both to one table.
 */
const ENOUGH = 0.35 // of the shorter text's pairs of characters
const ENOUGH_HERE = 0.2 // the same enterprise and the same topic say much already
const LEAST_PAIRS = 3
const LOOKS_BACK_MS = 180 * 86_400_000

export interface Said {
  text: string
  enterpriseId: string | null
  topic: string | null
}

export interface Told {
  title: string
  enterpriseId: string | null
  topic: string
  reportedOn: string // the civil day, ISO
}

/** Most alike first, equals as they were given. `today`: the civil day, ISO. */
export function alike<T extends Told>(one: Said, others: readonly T[], today: string): T[] {
  const said = pairs(one.text)
  return others
    .filter((other) => Date.parse(today) - Date.parse(other.reportedOn) <= LOOKS_BACK_MS)
    .map((other) => ({ other, here: one.enterpriseId !== null && other.enterpriseId === one.enterpriseId, about: other.topic === one.topic }))
    .filter(({ here, about }) => here || about || (one.enterpriseId === null && one.topic === null))
    .map((found) => ({ ...found, much: likeness(said, pairs(found.other.title)) }))
    .filter(({ here, about, much }) => much >= (here && about ? ENOUGH_HERE : ENOUGH))
    .sort((a, b) => b.much - a.much)
    .map(({ other }) => other)
}

/** Whether there is enough to compare. */
export function saysEnough(description: string): boolean {
  return pairs(description).size >= LEAST_PAIRS
}

/** How much of the shorter the longer one has, 0 to 1. */
function likeness(said: ReadonlySet<string>, told: ReadonlySet<string>): number {
  const shorter = Math.min(said.size, told.size)
  return shorter < LEAST_PAIRS ? 0 : [...told].filter((pair) => said.has(pair)).length / shorter
}

/** Pairs of Chinese characters, and words of letters and digits, as the server's search has them. */
function pairs(text: string): Set<string> {
  const runs = text.normalize('NFKC').toLowerCase().match(/[\u3400-\u9fff\uf900-\ufaff]+|[0-9a-z]+/g) ?? []
  const found = runs.flatMap((run) => (/^[0-9a-z]/.test(run) ? [run] : Array.from({ length: run.length - 1 }, (_, at) => run.slice(at, at + 2))))
  return new Set(found.filter(({ length }) => length > 1))
}
