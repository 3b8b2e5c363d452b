import { expect, test } from 'vitest'
import { effectScope } from 'vue'

import { openWire } from './call'
import { changed } from './changes'
import { useAnswer } from './useAnswer'

import { usePhoneOf } from '@/db/open'

const inbox = (unread: number) => ({
  status: 200, contentType: 'application/json', retryAfter: null,
  text: JSON.stringify({ data: { inbox: { __typename: 'Inbox', unread, after: null, items: [] } } }),
})

test('what changes while an answer is under way is asked for again', async () => {
  usePhoneOf('answers')
  const answers: ((unread: number) => void)[] = []
  openWire({ grantId: () => 'g' }, () => new Promise((done) => answers.push((unread) => done(inbox(unread)))))
  const scope = effectScope()
  const { value, refresh } = scope.run(() => useAnswer('Inbox', { first: 30 }))!

  const first = refresh()
  await expect.poll(() => answers.length).toBe(1)
  changed('inbox')
  expect(answers).toHaveLength(1)
  answers[0]!(1)
  await first
  await expect.poll(() => answers.length).toBe(2)
  answers[1]!(2)
  await expect.poll(() => value.value?.unread).toBe(2)
  expect(answers).toHaveLength(2)
  scope.stop()
})
