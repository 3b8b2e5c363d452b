/** Sideways on the content: the next or previous one. Every swipe has its button too. */
const EDGE_PX = 24 // the system's own gesture begins there
const FAR_PX = 72

export interface Stroke {
  fromX: number
  fromY: number
  toX: number
  toY: number
  width: number // of the window
}

export function swiped({ fromX, fromY, toX, toY, width }: Stroke): 'next' | 'prev' | null {
  if (fromX < EDGE_PX || fromX > width - EDGE_PX) return null
  const [dx, dy] = [toX - fromX, toY - fromY]
  if (Math.abs(dx) < FAR_PX || Math.abs(dx) < 2 * Math.abs(dy)) return null
  return dx < 0 ? 'next' : 'prev'
}

/** Handlers for the element that is stroked; pointers over photos or fields are theirs. */
export function useSwipe(run: (way: 'next' | 'prev') => void) {
  let start: Touch | null = null
  return {
    touchstart(event: TouchEvent): void {
      start = event.touches.length === 1 ? event.touches[0]! : null
    },
    touchend(event: TouchEvent): void {
      const end = event.changedTouches[0]
      if (!start || !end) return
      const way = swiped({ fromX: start.clientX, fromY: start.clientY, toX: end.clientX, toY: end.clientY, width: window.innerWidth })
      start = null
      if (way) run(way)
    },
  }
}
