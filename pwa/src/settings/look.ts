/** Size of type and light or dark, kept on this phone and set on <html> before anything is drawn. */
import { ref } from 'vue'

export type Size = 'standard' | 'large'
export type Theme = 'system' | 'light' | 'dark'

const SIZE = 'blt-size'
const THEME = 'blt-theme'

// Module state: the page has one look.
export const size = ref<Size>(localStorage.getItem(SIZE) === 'large' ? 'large' : 'standard')
export const theme = ref<Theme>((localStorage.getItem(THEME) as Theme | null) ?? 'system')

export function setSize(to: Size): void {
  size.value = to
  localStorage.setItem(SIZE, to)
  applyLook()
}

export function setTheme(to: Theme): void {
  theme.value = to
  localStorage.setItem(THEME, to)
  applyLook()
}

/** A special supervisor starts with large type; what the person chose on this phone goes first. */
export function preferLarge(): void {
  if (localStorage.getItem(SIZE) === null) setSize('large')
}

export function applyLook(): void {
  const { dataset } = document.documentElement
  if (size.value === 'large') dataset.size = 'large'
  else delete dataset.size
  if (theme.value === 'system') delete dataset.theme
  else dataset.theme = theme.value
}
