import { expect, test } from 'vitest'
import { effectScope } from 'vue'

import { useEnterprise } from './useEnterprise'

import { openWire } from '@/api/call'
import { changed } from '@/api/changes'
import { usePhoneOf } from '@/db/open'
import { bars } from '@/shell/bars'

const answered = (visits: number, openIssueCount: number) => ({
  status: 200, contentType: 'application/json', retryAfter: null,
  text: JSON.stringify({
    data: {
      enterprise: {
        __typename: 'Enterprise', id: 'e-1', name: '天润机械', openIssueCount,
        visitsThisMonth: Array.from({ length: visits }, () => ({ on: '2026-11-23', unitName: '区工信局' })),
      },
    },
  }),
})

test('an open page follows: a letter of this phone has arrived, and others have changed something', async () => {
  usePhoneOf('enterprise')
  bars.sync.waiting = 1
  const answers: ((visits: number, issues: number) => void)[] = []
  openWire({ grantId: () => 'g' }, () => new Promise((done) => answers.push((...of) => done(answered(...of)))))
  const scope = effectScope()
  const { shown } = scope.run(() => useEnterprise(() => 'e-1'))!
  const figures = (): number[] => [shown.value?.card.visitsThisMonth.length ?? -1, shown.value?.card.openIssueCount ?? -1]

  await expect.poll(() => answers.length).toBe(1)
  bars.sync.waiting = 0 // while the server is asked: what it says now may be older
  await Promise.resolve()
  answers[0]!(0, 0)
  await expect.poll(() => answers.length).toBe(2)
  expect(figures()).toEqual([0, 0])
  answers[1]!(1, 0)
  await expect.poll(figures).toEqual([1, 0])

  changed('issue')
  await expect.poll(() => answers.length).toBe(3)
  expect(figures()).toEqual([1, 0]) // what is there stays until the answer has come
  answers[2]!(1, 1)
  await expect.poll(figures).toEqual([1, 1])

  scope.stop()
  changed('visit')
  expect(answers).toHaveLength(3)
})
