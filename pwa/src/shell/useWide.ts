import { readonly, ref } from 'vue'

// Module state: the window has one width. 1000 px is where list and detail fit side by side.
const query = window.matchMedia('(min-width: 1000px)')
const wide = ref(query.matches)
query.addEventListener('change', (event) => (wide.value = event.matches))

/** True on a screen of at least 1000 px. */
export function useWide() {
  return readonly(wide)
}
