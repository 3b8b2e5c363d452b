import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createApp, h, nextTick, ref, type App } from 'vue'

import { layersSettled } from './layersOpen'
import Sheet from './Sheet.vue'

const open = ref(false)
let app: App

beforeEach(() => {
  document.body.innerHTML = '<div id="app"></div>'
  open.value = false
  app = createApp({
    render: () => [
      h('button', { id: 'opener', onClick: () => (open.value = true) }, '打开'),
      h(
        Sheet,
        { open: open.value, title: '加一个问题', 'onUpdate:open': () => (open.value = false) },
        { default: () => h('input', { id: 'inside' }), bar: () => h('button', { id: 'last' }, '放进这次走访') },
      ),
    ],
  })
  app.mount('#app')
})
afterEach(async () => {
  app.unmount()
  await layersSettled()
})

async function openIt(): Promise<HTMLElement> {
  document.getElementById('opener')!.focus()
  open.value = true
  await nextTick()
  await nextTick()
  return document.querySelector<HTMLElement>('[role=dialog]')!
}

function press(key: string, shiftKey = false): void {
  document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, shiftKey, bubbles: true, cancelable: true }))
}

test('an open sheet takes the focus to its title and makes the page behind dead', async () => {
  const dialog = await openIt()

  expect(document.activeElement).toBe(dialog.querySelector('h2'))
  expect(document.getElementById('app')!.hasAttribute('inert')).toBe(true)
})

test('tab goes round inside', async () => {
  const dialog = await openIt()
  const close = dialog.querySelector<HTMLElement>('.iconbtn')!

  document.getElementById('last')!.focus()
  press('Tab')
  expect(document.activeElement).toBe(close)

  press('Tab', true)
  expect(document.activeElement?.id).toBe('last')
})

test('escape closes it, the page lives again and the focus goes back', async () => {
  await openIt()

  press('Escape')
  await nextTick()

  expect(document.querySelector('[role=dialog]')).toBeNull()
  expect(document.getElementById('app')!.hasAttribute('inert')).toBe(false)
  expect(document.activeElement?.id).toBe('opener')
})

test('the back key closes the sheet and nothing else', async () => {
  await openIt()
  const address = window.location.href

  window.history.back()

  await vi.waitFor(() => expect(open.value).toBe(false))
  expect(window.location.href).toBe(address)
})

test('a sheet opened while another is closing keeps its own way back', async () => {
  await openIt()
  press('Escape')
  await nextTick()
  await openIt()
  await layersSettled()

  window.history.back()

  await vi.waitFor(() => expect(open.value).toBe(false))
})
