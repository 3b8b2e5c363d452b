import { expect, test } from 'vitest'

import { dismiss, shownToast, takeAction, toast } from './toast'

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
