/** Which open issues of the enterprise may be the same thing. Pure; works on what the phone holds. */
const ENOUGH = 0.5 // of the shorter text's pairs of characters
const LEAST_PAIRS = 3

interface Titled {
  title: string
}

export function alike<T extends Titled>(description: string, issues: readonly T[]): T[] {
  const said = pairs(description)
  if (said.size < LEAST_PAIRS) return []
  return issues.filter(({ title }) => {
    const told = pairs(title)
    const shared = [...told].filter((pair) => said.has(pair)).length
    return shared >= LEAST_PAIRS && shared >= ENOUGH * Math.min(said.size, told.size)
  })
}

function pairs(text: string): Set<string> {
  const bare = text.replace(/[\s\p{P}]+/gu, '')
  return new Set(Array.from({ length: Math.max(0, bare.length - 1) }, (_, at) => bare.slice(at, at + 2)))
}
