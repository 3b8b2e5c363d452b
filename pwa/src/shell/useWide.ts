import { readonly, ref } from 'vue'

const WIDE_PX = 1000 // list and detail fit side by side

// Module state: the window has one width.
const wide = ref(window.innerWidth >= WIDE_PX)
window.addEventListener('resize', () => (wide.value = window.innerWidth >= WIDE_PX))

/** True on a screen of at least 1000 px. */
export function useWide() {
  return readonly(wide)
}
