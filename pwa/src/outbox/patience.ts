const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 5 * 60_000

/** How long to wait after the n-th failure in a row: 5 s, 10 s, 20 s … 5 min, shortened by up to a quarter. */
export function waitAfter(attempts: number, random: number): number {
  const whole = Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS)
  return Math.round(whole * (1 - random / 4)) // phones that lost the same server do not all return at once
}
