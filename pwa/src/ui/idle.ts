/** Do this when nobody waits for anything: soon after the page stands. WebKit has no idle callback. */
export function whenIdle(work: () => void): void {
  if (window.requestIdleCallback) window.requestIdleCallback(work, { timeout: 5_000 })
  else setTimeout(work, 500)
}
