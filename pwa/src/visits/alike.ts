/** Which open issues of the enterprise may be the same thing. Pure; works on what the phone holds. */
const ENOUGH = 0.5 // of the shorter text's pairs of characters
const LEAST_PAIRS = 3

interface Titled {
  title: string
}

export function alike<T extends Titled>(description: string, issues: readonly T[]): T[] {
  if (!saysEnough(description)) return []
  const said = pairs(description)
  return issues.filter(({ title }) => {
    const told = pairs(title)
    const shared = [...told].filter((pair) => said.has(pair)).length
    return shared >= LEAST_PAIRS && shared >= ENOUGH * Math.min(said.size, told.size)
  })
}

/** Whether there is enough to compare. */
export function saysEnough(description: string): boolean {
  return pairs(description).size >= LEAST_PAIRS
}

function pairs(text: string): Set<string> {
  const bare = text.replace(/[\s\p{P}]+/gu, '')
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => bare.slice(at, at + 2)))
}
