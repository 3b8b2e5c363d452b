/** The place in the open form, for a browser that is killed: restored when the form stands, noted while one scrolls. */
import { onScopeDispose } from 'vue'

import { noteOpenForm, openFormOf } from './openForm'

import { personHere } from '@/db/open'

const NOTE_EVERY_MS = 300

/** Call in the form's setup; `restore` when all that gives it its height is there. */
export function useKeptPlace(path: () => string): { restore(): void } {
  const before = openFormOf(personHere() ?? undefined)
  let clock: ReturnType<typeof setTimeout> | undefined

  function note(): void {
    const personId = personHere()
    if (personId) noteOpenForm({ personId, path: path(), scrollPx: Math.round(scroller().scrollTop) })
  }
  function later(): void {
    clearTimeout(clock)
    clock = setTimeout(note, NOTE_EVERY_MS)
  }

  document.addEventListener('scroll', later, { capture: true, passive: true })
  window.addEventListener('pagehide', note)
  onScopeDispose(() => {
    clearTimeout(clock)
    document.removeEventListener('scroll', later, { capture: true })
    window.removeEventListener('pagehide', note)
  })
  return {
    restore() {
      if (before?.path === path()) scroller().scrollTop = before.scrollPx
      note()
    },
  }
}

/** On a phone the page scrolls, on a wide screen its main part does. */
function scroller(): Element {
  const main = document.getElementById('main')
  const inner = main && /auto|scroll/.test(getComputedStyle(main).overflowY)
  return inner ? main : (document.scrollingElement ?? document.documentElement)
}
