/**
 * What lies over the page (sheets, dialogs, the photo viewer) and the phone's back key: each layer is a history entry,
 * so that back closes the top one first. Entries share the page's address and the router's position, and the
 * router is not told of them.
 */
import { nextTick } from 'vue'

interface Layer {
  key: string
  entered: boolean // its history entry is made
  address: string // of the page it lies over
  close: () => void
}

// Module state: the browser has one history, and its layers form one pile.
const pile: Layer[] = []
let made = 0
let leaving: Promise<void> = Promise.resolve()
let left: (() => void) | null = null

/** Put a layer on top; `close` is called when the person goes back. Returns what takes it off again. */
export function putLayer(close: () => void): () => void {
  const layer: Layer = { key: `layer-${(made += 1)}`, entered: false, address: window.location.href, close }
  pile.push(layer)
  void leaving.then(() => enter(layer)) // one that is just closing must be gone first, or going back would take this one
  return () => takeOff(layer)
}

/** Resolves when the entries of closed layers are gone; a page change must wait for it, or it would be undone. */
export async function layersSettled(): Promise<void> {
  await nextTick() // a layer closed in this very moment takes its entry off when the page is drawn
  await leaving
}

function enter(layer: Layer): void {
  if (!pile.includes(layer)) return // closed again in the same moment
  layer.entered = true
  window.history.pushState({ ...window.history.state, layer: layer.key }, '')
}

function takeOff(layer: Layer): void {
  const at = pile.indexOf(layer)
  if (at < 0) return // gone already, by the back key
  pile.splice(at, 1)
  if (!layer.entered || topEntry() !== layer.key) return // a page lies over it; `popstate` skips the empty entry later
  leaving = new Promise((resolve) => (left = resolve))
  window.history.back()
}

function topEntry(): string | undefined {
  return (window.history.state as { layer?: string } | null)?.layer
}

// Registered when this module is loaded, which is before the router is made: steps between layers are none of its business,
// and it would cancel the navigation that closed the layer.
window.addEventListener('popstate', (event) => {
  if (left) {
    event.stopImmediatePropagation()
    left()
    left = null
    return
  }
  const top = pile[pile.length - 1]
  if (top?.entered && topEntry() !== top.key) {
    if (window.location.href === top.address) event.stopImmediatePropagation()
    pile.pop()
    top.close()
  } else if (!top && topEntry()) {
    window.history.back() // an entry whose layer is long closed
  }
})
