import { expect, test } from 'vitest'

import { RowHeights } from './rowWindow'

test('three thousand rows are a few dozen elements wherever one is', () => {
  const list = new RowHeights(3000, 64)

  for (const scrolled of [0, 640, 96_000, 191_300]) {
    const { from, to } = list.window(scrolled, 700)
    expect(to - from).toBeLessThan(40)
    expect(from * 64).toBeLessThanOrEqual(scrolled)
    expect(to * 64).toBeGreaterThanOrEqual(Math.min(scrolled + 700, 3000 * 64))
  }
  expect(list.window(0, 700).totalPx).toBe(192_000)
})

test('a row that wraps pushes down what follows and tells how far the place must move', () => {
  const list = new RowHeights(100, 64)

  const grown = list.measure(0, [64, 104, 64], 10)

  expect(grown).toBe(40)
  expect(list.topOf(2)).toBe(168)
  expect(list.rowAt(160)).toBe(1)
  expect(list.rowAt(168)).toBe(2)
})

test('what grows below the place moves nothing', () => {
  const list = new RowHeights(100, 64)

  list.measure(0, [64, 64, 64], 0)

  expect(list.measure(20, [104], 10)).toBe(0)
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

  expect(list.measure(0, [77, 77, 102, 77], 0)).toBe(0)
  expect(list.window(0, 700).totalPx).toBe(999 * 77 + 102)
  expect(list.measure(4, [77, 77], 0)).toBe(0)
})

test('an old place is kept when the rows turn out higher than guessed', () => {
  expect(new RowHeights(1000, 64).measure(500, [77, 77], 500)).toBe(500 * 13)
})
