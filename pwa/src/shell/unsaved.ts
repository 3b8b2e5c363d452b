/** Who still has something to store before the page may be reloaded. */
type Keeper = () => Promise<void>

const keepers = new Set<Keeper>()

/** Register what stores the last edits of an open form; it rejects when it cannot. Returns what takes it back. */
export function holdReload(keep: Keeper): () => void {
  keepers.add(keep)
  return () => keepers.delete(keep)
}

/** True when everything is stored and a reload loses nothing. */
export async function allKept(): Promise<boolean> {
  const results = await Promise.allSettled([...keepers].map((keep) => keep()))
  return results.every((one) => one.status === 'fulfilled')
}
