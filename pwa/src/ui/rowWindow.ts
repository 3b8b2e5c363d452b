/** Which rows of a long list are drawn, and where. Heights are guessed until a row has been seen. Pure. */
export interface RowWindow {
  from: number // first row drawn
  to: number // one past the last
  topPx: number // empty room above
  totalPx: number
}

export class RowHeights {
  learned = false // rows have been seen, and the guess is theirs
  private heights: Float64Array
  private offsets: Float64Array // offsets[i] = top of row i; one longer than the rows
  private soundTo = 0 // offsets are right up to this row
  private guessPx: number

  /** `like`: heights of the same kind of rows; what they have learned is the guess. */
  constructor(
    public readonly count: number,
    rowPx: number,
    like?: RowHeights,
  ) {
    const guessPx = like?.learned ? like.guessPx : rowPx
    this.learned = like?.learned ?? false
    this.guessPx = guessPx
    this.heights = new Float64Array(count).fill(guessPx)
    this.offsets = new Float64Array(count + 1)
  }

  /** Rows (index, px) as they came out. Returns by how much everything before row `anchor` grew, in px. */
  measure(seen: readonly (readonly [row: number, px: number])[], anchor: number): number {
    let grown = this.learned ? 0 : this.learn(seen, anchor)
    for (const [row, height] of seen) {
      if (row >= this.count || height <= 0 || this.heights[row] === height) continue
      if (row < anchor) grown += height - this.heights[row]!
      this.heights[row] = height
      this.soundTo = Math.min(this.soundTo, row)
    }
    return grown
  }

  /** The first rows seen say how high most rows are: a better guess for the rest, so that later ones seldom move. */
  private learn(seen: readonly (readonly [row: number, px: number])[], anchor: number): number {
    const times = new Map<number, number>()
    for (const [, height] of seen) times.set(height, (times.get(height) ?? 0) + 1)
    const [common] = [...times].sort((one, two) => two[1] - one[1])[0] ?? [0]
    if (common <= 0) return 0 // not on the screen yet
    const grown = (common - this.guessPx) * anchor
    this.learned = true
    this.guessPx = common
    this.heights.fill(common)
    this.soundTo = 0
    return grown
  }

  topOf(row: number): number {
    while (this.soundTo < row) {
      this.offsets[this.soundTo + 1] = this.offsets[this.soundTo]! + this.heights[this.soundTo]!
      this.soundTo += 1
    }
    return this.offsets[row]!
  }

  /** The row that lies at this distance from the top of the list. */
  rowAt(px: number): number {
    this.topOf(this.count)
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.offsets[middle + 1]! <= px) low = middle + 1
      else high = middle
    }
    return Math.min(low, Math.max(0, this.count - 1))
  }

  /** What to draw when the screen shows `seenPx` from `scrolledPx`; steps of `step` rows, so that it seldom changes. */
  window(scrolledPx: number, seenPx: number, overscan = 4, step = 2): RowWindow {
    const totalPx = this.topOf(this.count)
    const first = this.rowAt(Math.max(0, scrolledPx)) - overscan
    const last = this.rowAt(Math.max(0, scrolledPx + seenPx)) + overscan
    const from = Math.max(0, Math.floor(first / step) * step)
    const room = Math.ceil(seenPx / this.guessPx) + 2 * overscan + step // at least: a steady number of rows to recycle
    const to = Math.min(this.count, Math.max(Math.ceil((last + 1) / step) * step, from + Math.ceil(room / step) * step))
    return { from, to, topPx: this.topOf(from), totalPx }
  }
}
