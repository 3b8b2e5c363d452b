import { expect, test } from 'vitest'

import { commandOf, keysOn, useKeysOn } from './keys'
import { swiped } from './swipe'

function pressed(key: string, change: Partial<KeyboardEvent> = {}): Parameters<typeof commandOf>[0] {
  return { key, ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false, target: document.body, ...change }
}

test.each([
  ['j', 'next'],
  ['K', 'prev'],
  ['a', 'approve'],
  ['r', 'return'],
  ['z', 'undo'],
  ['/', 'search'],
  ['?', 'keys'],
  ['m', null],
])('%s means %s', (key, command) => {
  expect(commandOf(pressed(key), true)).toBe(command)
})

test('nothing in a field, in a dialog, with a modifier, while composing, or when turned off', () => {
  const dialog = document.createElement('div')
  dialog.setAttribute('role', 'dialog')
  const button = dialog.appendChild(document.createElement('button'))

  for (const name of ['input', 'textarea', 'select']) {
    expect(commandOf(pressed('a', { target: document.createElement(name) }), true)).toBeNull()
  }
  expect(commandOf(pressed('a', { target: button }), true)).toBeNull()
  expect(commandOf(pressed('a', { ctrlKey: true }), true)).toBeNull()
  expect(commandOf(pressed('a', { isComposing: true }), true)).toBeNull()
  expect(commandOf(pressed('a'), false)).toBeNull()
})

test('a key held down walks, but decides once', () => {
  expect(commandOf(pressed('j', { repeat: true }), true)).toBe('next')
  expect(commandOf(pressed('a', { repeat: true }), true)).toBeNull()
})

test('turning the keys off is remembered on this device', () => {
  useKeysOn(false)
  expect(keysOn.value).toBe(false)
  expect(localStorage.getItem('blt-review-keys')).toBe('off')
  useKeysOn(true)
  expect(localStorage.getItem('blt-review-keys')).toBe('on')
})

test('a stroke sideways is next or previous; not from the edge, not short, not downwards', () => {
  const stroke = { fromX: 200, fromY: 300, toX: 80, toY: 310, width: 390 }

  expect(swiped(stroke)).toBe('next')
  expect(swiped({ ...stroke, toX: 320 })).toBe('prev')
  expect(swiped({ ...stroke, fromX: 20, toX: 200 })).toBeNull()
  expect(swiped({ ...stroke, fromX: 370 })).toBeNull()
  expect(swiped({ ...stroke, toX: 150 })).toBeNull()
  expect(swiped({ ...stroke, toY: 420 })).toBeNull()
})
