/** Tabs of the app and its worker tell each other what changed in the outbox; none of them trusts that it was heard. */
export type Word = { kind: 'changed' } | { kind: 'too-old' } | { kind: 'percent'; photoId: string; percent: number }

const NAME = 'blt-outbox'
const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(NAME)
const listeners = new Set<(word: Word) => void>()

/** Tell this tab and the others. */
export function tellTabs(word: Word): void {
  hear(word)
  if (channel) channel.postMessage(word)
  // without the channel a change of a stored value is heard by the other tabs; percentages are not worth that
  else if (word.kind === 'changed' && typeof localStorage !== 'undefined') localStorage.setItem(NAME, String(Date.now()))
}

/** Returns what stops the listening. */
export function onWord(listener: (word: Word) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function hear(word: Word): void {
  for (const listener of listeners) listener(word)
}

channel?.addEventListener('message', ({ data }: MessageEvent<Word>) => hear(data))
if (!channel && typeof window !== 'undefined')
  window.addEventListener('storage', ({ key }) => key === NAME && hear({ kind: 'changed' }))
