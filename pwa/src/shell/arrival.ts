// Module state between router and page frame: one page arrives at a time.
let arrived = false

/** The router has changed the page; its frame should take the focus to the title when it stands. */
export function noteArrival(): void {
  arrived = true
}

/** True once after each page change; never for the first page, where the browser's own focus is right. */
export function takeArrival(): boolean {
  const was = arrived
  arrived = false
  return was
}
