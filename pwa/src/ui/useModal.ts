/** What every layer over the page needs: focus kept inside, the page behind inert, Escape and back close it. */
import { nextTick, onBeforeUnmount, watch, type Ref } from 'vue'

import { putLayer } from './layersOpen'

const FOCUSABLE =
  'a[href], button:not([disabled]), input:not([disabled]), textarea:not([disabled]), select:not([disabled]), summary, [tabindex="0"]'

/** `root` is the dialog's element, mounted directly under <body>; `close` asks the owner to close it. */
export function useModal(open: () => boolean, root: Ref<HTMLElement | undefined>, close: () => void): void {
  let undo: (() => void) | null = null

  async function enter(): Promise<void> {
    const before = document.activeElement as HTMLElement | null
    const takeOff = putLayer(close)
    await nextTick()
    const dialog = root.value
    if (!dialog || undo) return takeOff()
    const release = silence(dialog)
    const onKey = (event: KeyboardEvent): void => keepInside(event, dialog, close)
    dialog.addEventListener('keydown', onKey)
    document.documentElement.style.overflow = 'hidden'
    ;(dialog.querySelector<HTMLElement>('[data-first-focus], h2, h1') ?? dialog).focus()
    undo = () => {
      dialog.removeEventListener('keydown', onKey)
      document.documentElement.style.overflow = ''
      release()
      takeOff()
      before?.focus()
    }
  }

  function leave(): void {
    undo?.()
    undo = null
  }

  watch(open, (now) => (now ? void enter() : leave()), { immediate: true, flush: 'post' })
  onBeforeUnmount(leave)
}

/** Tab goes round inside; Escape closes this layer only. */
export function keepInside(event: KeyboardEvent, dialog: HTMLElement, close: () => void): void {
  if (event.key === 'Escape') {
    event.stopPropagation()
    return close()
  }
  if (event.key !== 'Tab') return
  const stops = [...dialog.querySelectorAll<HTMLElement>(FOCUSABLE)].filter((one) => !one.closest('[hidden]'))
  const first = stops[0]
  const last = stops[stops.length - 1]
  if (!first || !last) return event.preventDefault()
  const at = document.activeElement as HTMLElement
  const outside = !stops.includes(at)
  if (event.shiftKey && (at === first || outside)) {
    event.preventDefault()
    last.focus()
  } else if (!event.shiftKey && (at === last || (outside && !dialog.contains(at)))) {
    event.preventDefault()
    first.focus()
  }
}

/** Everything beside the dialog is dead while it is open, except what must stay reachable over it (toasts). */
function silence(dialog: HTMLElement): () => void {
  const knowsInert = 'inert' in HTMLElement.prototype
  const others = [...document.body.children].filter(
    (one): one is HTMLElement =>
      one instanceof HTMLElement && !one.contains(dialog) && !('above' in one.dataset) && !one.hasAttribute('inert'),
  )
  for (const one of others) {
    one.setAttribute('inert', '')
    if (!knowsInert) one.setAttribute('aria-hidden', 'true')
  }
  return () => {
    for (const one of others) {
      one.removeAttribute('inert')
      if (!knowsInert) one.removeAttribute('aria-hidden')
    }
  }
}
