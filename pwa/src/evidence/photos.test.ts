import { expect, test } from 'vitest'

import { gridOf } from './photos'

const NOW = new Date('2026-11-23T10:41:00')

test('photos come small in the grid and larger in the viewer; what the phone keeps is not fetched', () => {
  const photos = [
    { id: 'a', sha256: '', takenAt: null, checkCode: '7K4M' },
    { id: 'b', sha256: '', takenAt: '2026-11-20T15:10:00', checkCode: '92QX' },
    { id: 'c', sha256: '' },
  ]

  const kept = new Map([['b', 'blob:b']])

  expect(gridOf(photos, { kept, timed: true, now: NOW })).toEqual([
    { id: 'a', src: 'photos/a?size=thumb', large: 'photos/a?size=display', note: '照片里没有拍摄时间，校验码 7K4M' },
    { id: 'b', src: 'blob:b', large: 'photos/b?size=display', note: '11 月 20 日 15:10 拍摄，校验码 92QX' },
    { id: 'c', src: 'photos/c?size=thumb', large: 'photos/c?size=display', note: undefined },
  ])
  expect(gridOf(photos, { kept, timed: false, now: NOW })[0]?.note).toBe('校验码 7K4M')
})
