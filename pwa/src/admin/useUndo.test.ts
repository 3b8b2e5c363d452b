import { expect, test } from 'vitest'

import { useUndo } from './useUndo'

test('one goes back step by step; letters typed into one field are one step', () => {
  const { value, set, undo, changed } = useUndo('甲')
  set('乙')
  set('乙1', 'amount')
  set('乙12', 'amount')
  set('丙')

  undo()
  expect(value.value).toBe('乙12')
  undo()
  expect(value.value).toBe('乙')
  undo()
  expect([value.value, changed.value]).toEqual(['甲', false])
  undo()
  expect(value.value).toBe('甲')
})
