/**
 * One scroll position kept per list. A list that is drawn from the phone's database is short for a moment, so the place
 * is restored when the page has grown long enough, unless the person has touched it by then.
 */
const places = new Map<string, number>()
const PATIENCE_MS = 2000

/** Before a page goes: remember where it stood. */
export function rememberPlace(path: string): void {
  places.set(path, scrollerNow().scrollTop)
}

/** After a page came: go to where it stood, or to the top. */
export function restorePlace(path: string): void {
  const wanted = places.get(path) ?? 0
  const scroller = scrollerNow()
  scroller.scrollTop = wanted
  if (wanted === 0 || Math.abs(scroller.scrollTop - wanted) < 2) return
  const grown = new ResizeObserver(() => {
    const now = scrollerNow()
    if (now.scrollHeight - now.clientHeight < wanted) return
    now.scrollTop = wanted
    stop()
  })
  const stop = (): void => {
    grown.disconnect()
    clearTimeout(clock)
    for (const sign of ['touchstart', 'wheel', 'keydown']) window.removeEventListener(sign, stop)
  }
  const clock = setTimeout(stop, PATIENCE_MS)
  for (const sign of ['touchstart', 'wheel', 'keydown']) window.addEventListener(sign, stop, { passive: true })
  const page = document.getElementById('main')
  if (page) for (const part of [page, ...page.children]) grown.observe(part)
}

/** On a phone the page scrolls, on a wide screen its main part does. */
function scrollerNow(): Element {
  const main = document.getElementById('main')
  const inner = main && /auto|scroll/.test(getComputedStyle(main).overflowY)
  return inner ? main : (document.scrollingElement ?? document.documentElement)
}
