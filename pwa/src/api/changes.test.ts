import { expect, test, vi } from 'vitest'

import { changed, onChange } from './changes'

test('only those who show what may have changed look again', () => {
  const [issue, visits] = [vi.fn(), vi.fn()]
  const stops = [onChange('Issue', issue), onChange('Visits', visits)]

  changed('issue')
  expect([issue.mock.calls.length, visits.mock.calls.length]).toEqual([1, 0])
  changed(null)
  expect([issue.mock.calls.length, visits.mock.calls.length]).toEqual([2, 1])
  stops.forEach((stop) => stop())
  changed(null)
  expect([issue.mock.calls.length, visits.mock.calls.length]).toEqual([2, 1])
})

test('a kind nobody knows touches nothing', () => {
  const issue = vi.fn()
  const stop = onChange('Issue', issue)
  changed('clue')
  expect(issue).not.toHaveBeenCalled()
  stop()
})
