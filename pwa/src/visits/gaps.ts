/** Brings the first gap under the eyes and the cursor into it. Fields are marked on the page with data-gap. */
export function showGap(at: string): void {
  const field = document.querySelector<HTMLElement>(`[data-gap="${CSS.escape(at)}"]`)
  if (!field) return
  field.scrollIntoView({ block: 'center' })
  const stop = field.matches('button') ? field : field.querySelector<HTMLElement>('input, textarea, button')
  stop?.focus({ preventScroll: true })
}
