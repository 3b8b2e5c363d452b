/** The same list with one entry at another place. */
export function moved<Entry>(list: readonly Entry[], from: number, to: number): Entry[] {
  const next = [...list]
  next.splice(to, 0, ...next.splice(from, 1))
  return next
}
