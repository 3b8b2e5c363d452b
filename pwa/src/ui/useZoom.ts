/** Pinch, double tap and drawing about of one picture. Scale 1 leaves the sideways swipe to the track. */
import { computed, reactive } from 'vue'

const MAX = 5

interface Point {
  x: number
  y: number
}

export function useZoom() {
  const state = reactive({ scale: 1, x: 0, y: 0 })
  const fingers = new Map<number, Point>()
  let lastTap = 0
  let spread = 0

  const transform = computed(() => `translate(${state.x}px, ${state.y}px) scale(${state.scale})`)

  function reset(): void {
    Object.assign(state, { scale: 1, x: 0, y: 0 })
  }

  function zoomTo(scale: number): void {
    state.scale = Math.min(MAX, Math.max(1, scale))
    if (state.scale === 1) reset()
  }

  function down(event: PointerEvent): void {
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    spread = apart()
    if (fingers.size > 1) return
    if (event.timeStamp - lastTap < 300) zoomTo(state.scale > 1 ? 1 : 2.5)
    lastTap = event.timeStamp
  }

  function move(event: PointerEvent): void {
    const before = fingers.get(event.pointerId)
    if (!before) return
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY })
    if (fingers.size === 2) {
      const now = apart()
      if (spread > 0) zoomTo(state.scale * (now / spread))
      spread = now
    } else if (state.scale > 1) {
      state.x += event.clientX - before.x
      state.y += event.clientY - before.y
    }
  }

  function up(event: PointerEvent): void {
    fingers.delete(event.pointerId)
    spread = 0
  }

  function apart(): number {
    const [one, two] = [...fingers.values()]
    return one && two ? Math.hypot(one.x - two.x, one.y - two.y) : 0
  }

  return { state, transform, reset, zoomTo, down, move, up }
}
