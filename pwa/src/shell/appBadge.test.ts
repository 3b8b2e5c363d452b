import { expect, test } from 'vitest'

import { showAppBadge } from './appBadge'

test('the icon shows what waits, nothing when nothing does, and a refusal stops nobody', async () => {
  const shown: number[] = []
  Object.assign(navigator, { setAppBadge: async (n: number) => shown.push(n), clearAppBadge: async () => shown.push(0) })
  await showAppBadge(3)
  await showAppBadge(0)
  expect(shown).toEqual([3, 0])

  Object.assign(navigator, { setAppBadge: () => Promise.reject(new DOMException('', 'NotAllowedError')) })
  await expect(showAppBadge(1)).resolves.toBeUndefined()
})
