import { expect, test } from 'vitest'

import { RowHeights } from './rowWindow'

/** Rows of these heights, one after the other. */
const from = (row: number, ...heights: number[]): [number, number][] => heights.map((px, step) => [row + step, px])

test('three thousand rows are a few dozen elements wherever one is', () => {
  const list = new RowHeights(3000, 64)

  for (const scrolled of [0, 640, 96_000, 191_300]) {
    const { from: first, to } = list.window(scrolled, 700)
    expect(to - first).toBeLessThan(40)
    expect(first * 64).toBeLessThanOrEqual(scrolled)
    expect(to * 64).toBeGreaterThanOrEqual(Math.min(scrolled + 700, 3000 * 64))
  }
  expect(list.window(0, 700).totalPx).toBe(192_000)
})

test('a row that wraps pushes down what follows and tells how far the place must move', () => {
  const list = new RowHeights(100, 64)

  const grown = list.measure(from(0, 64, 104, 64), 10)

  expect(grown).toBe(40)
  expect(list.topOf(2)).toBe(168)
  expect(list.rowAt(160)).toBe(1)
  expect(list.rowAt(168)).toBe(2)
})

test('what grows below the place moves nothing', () => {
  const list = new RowHeights(100, 64)

  list.measure(from(0, 64, 64, 64), 0)

  expect(list.measure(from(20, 104), 10)).toBe(0)
})

test('small scrolling draws nothing anew', () => {
  const list = new RowHeights(3000, 64)

  expect(list.window(6400, 700)).toEqual(list.window(6400 + 60, 700))
})

test('an empty list has no rows', () => {
  expect(new RowHeights(0, 64).window(0, 700)).toEqual({ from: 0, to: 0, topPx: 0, totalPx: 0 })
})

test('the first rows seen teach the height of the others', () => {
  const list = new RowHeights(1000, 64)

  expect(list.measure(from(0, 77, 77, 102, 77), 0)).toBe(0)
  expect(list.window(0, 700).totalPx).toBe(999 * 77 + 102)
  expect(list.measure(from(4, 77, 77), 0)).toBe(0)
})

test('an old place is kept when the rows turn out higher than guessed', () => {
  expect(new RowHeights(1000, 64).measure(from(500, 77, 77), 500)).toBe(500 * 13)
})

test('other rows of the same kind begin with what was learned', () => {
  const list = new RowHeights(1000, 64)
  list.measure(from(0, 77, 77), 0)

  expect(new RowHeights(10, 64, list).window(0, 700).totalPx).toBe(770)
})
