import { expect, test } from 'vitest'
import { createApp, type App } from 'vue'

import { dismiss, shownToast, takeAction, toast } from './toast'
import { useToast } from './useToast'

test('what was taken back is not forgotten afterwards', () => {
  const deeds: string[] = []
  toast({ text: '已删 1 张照片', action: { label: '撤销', run: () => deeds.push('undone') }, gone: () => deeds.push('gone') })

  takeAction()
  dismiss()

  expect(deeds).toEqual(['undone'])
  expect(shownToast.value).toBeNull()
})

test('a second toast ends the first one', () => {
  const deeds: string[] = []
  toast({ text: '一', gone: () => deeds.push('one') })
  toast({ text: '二', gone: () => deeds.push('two') })

  expect(deeds).toEqual(['one'])
  expect(shownToast.value?.text).toBe('二')
})

function part(show: (toast: ReturnType<typeof useToast>) => void): App {
  const app = createApp({
    setup() {
      show(useToast())
      return () => null
    },
  })
  app.mount(document.createElement('div'))
  return app
}

test('what is offered by a part of the page leaves with it, and only that', () => {
  const deeds: string[] = []
  const form = part((offer) => offer({ text: '已删 1 个问题', gone: () => deeds.push('forgotten') }))
  form.unmount()
  expect([deeds, shownToast.value]).toEqual([['forgotten'], null])

  const other = part((offer) => offer({ text: '已删 1 张照片' }))
  toast({ text: '已撤销' })
  other.unmount()
  expect(shownToast.value?.text).toBe('已撤销')
})
