/** Single keys of the desk: only outside fields, and only while the person wants them (WCAG 2.1.4). */
import { onBeforeUnmount, onMounted, ref } from 'vue'

export type KeyCommand = 'next' | 'prev' | 'approve' | 'return' | 'undo' | 'search' | 'keys'
export interface Key<Command extends string = string> {
  key: string
  command: Command
}

export const KEYS: readonly Key<KeyCommand>[] = [
  { key: 'J', command: 'next' },
  { key: 'K', command: 'prev' },
  { key: 'A', command: 'approve' },
  { key: 'R', command: 'return' },
  { key: 'Z', command: 'undo' },
  { key: '/', command: 'search' },
  { key: '?', command: 'keys' },
]

const KEPT = 'blt-review-keys'

// Module state: one choice per device.
export const keysOn = ref(localStorage.getItem(KEPT) !== 'off')

export function useKeysOn(on: boolean): void {
  keysOn.value = on
  localStorage.setItem(KEPT, on ? 'on' : 'off')
}

type Pressed = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'repeat' | 'isComposing' | 'target'>

/** What this key means here; null: nothing, it stays the browser's. */
export function commandOf<C extends string = KeyCommand>(
  event: Pressed,
  on: boolean,
  keys: readonly Key<C>[] = KEYS as readonly Key<string>[] as readonly Key<C>[],
): C | null {
  if (!on || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return null
  if (event.target instanceof Element && inField(event.target)) return null
  const found = keys.find(({ key }) => key === event.key.toUpperCase())?.command ?? null
  const holds = found === 'next' || found === 'prev' // a key held down walks on, but decides nothing twice
  return event.repeat && !holds ? null : found
}

function inField(target: Element): boolean {
  return target.closest('input, textarea, select, [contenteditable], [role="dialog"], [role="alertdialog"]') !== null
}

export function useKeys<C extends string>(keys: readonly Key<C>[], run: (command: C) => void): void {
  const pressed = (event: KeyboardEvent): void => {
    if (document.querySelector('[aria-modal="true"]')) return
    const command = commandOf(event, keysOn.value, keys)
    if (!command) return
    event.preventDefault()
    run(command)
  }
  onMounted(() => document.addEventListener('keydown', pressed))
  onBeforeUnmount(() => document.removeEventListener('keydown', pressed))
}
