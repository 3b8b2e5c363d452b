/** Hold a photo for a moment, then draw it to another place. Short touches and scrolling are left alone. */
import { onBeforeUnmount, ref } from 'vue'

const HOLD_MS = 350
const SLACK_PX = 8

/** `place(from, to)` is called each time the held photo comes over another one. */
export function usePhotoDrag(place: (from: number, to: number) => void) {
  const held = ref<number | null>(null)
  let clock: ReturnType<typeof setTimeout> | undefined
  let start = { x: 0, y: 0 }
  let tile: HTMLElement | null = null

  function press(event: PointerEvent, at: number): void {
    if (event.button !== 0) return
    start = { x: event.clientX, y: event.clientY }
    tile = event.currentTarget as HTMLElement
    clock = setTimeout(() => {
      held.value = at
      document.addEventListener('touchmove', holdStill, { passive: false })
    }, HOLD_MS)
    document.addEventListener('pointermove', move)
    document.addEventListener('pointerup', release)
    document.addEventListener('pointercancel', release)
  }

  function move(event: PointerEvent): void {
    const far = Math.abs(event.clientX - start.x) + Math.abs(event.clientY - start.y) > SLACK_PX
    if (held.value === null) {
      if (far) release() // the person scrolls
      return
    }
    const over = document.elementFromPoint(event.clientX, event.clientY)?.closest<HTMLElement>('[data-photo]')
    if (!over || over.parentElement !== tile?.parentElement) return
    const to = Number(over.dataset.photo)
    if (to === held.value) return
    place(held.value, to)
    held.value = to
  }

  function release(): void {
    clearTimeout(clock)
    held.value = null
    document.removeEventListener('touchmove', holdStill)
    document.removeEventListener('pointermove', move)
    document.removeEventListener('pointerup', release)
    document.removeEventListener('pointercancel', release)
  }

  /** While a photo is held the page must not scroll under it. */
  function holdStill(event: TouchEvent): void {
    event.preventDefault()
  }

  onBeforeUnmount(release)
  return { held, press }
}
