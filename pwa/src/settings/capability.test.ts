import { expect, test } from 'vitest'

import { judge, report, verdict, type Probe } from './capability'

const good: Probe = {
  answeredMs: 200,
  clockAheadMs: 1000,
  stores: true,
  persisted: true,
  usedBytes: 38_000_000,
  quotaBytes: 2_138_000_000,
  push: 'granted',
  position: 'granted',
  camera: 'granted',
  scans: true,
  offline: 'ready',
  version: '2026-11-23',
  agent: 'Chrome/118',
}
const stateOf = (probe: Probe, key: string): string | undefined => judge(probe).find((one) => one.key === key)?.state

test('a phone with everything has nothing to note', () => {
  expect(verdict(judge(good))).toBe('能记走访、能发送。')
  expect(judge(good).find((one) => one.key === 'space')?.text).toBe('已用 38 MB，还剩 2.1 GB')
})

test('what was not asked is no fault', () => {
  expect(verdict(judge({ ...good, push: 'default', position: 'prompt' }))).toBe('能记走访、能发送。')
  expect(stateOf({ ...good, position: 'prompt' }, 'position')).toBe('未询问')
})

test('what to note is counted, what stops the work is named first', () => {
  expect(verdict(judge({ ...good, push: 'none', persisted: false }))).toBe('能记走访、能发送。有 2 项要留意。')
  expect(verdict(judge({ ...good, answeredMs: null }))).toContain('现在发不出')
  expect(verdict(judge({ ...good, stores: false, answeredMs: null }))).toContain('现在不能记走访')
})

test('scanning is refused, a missing camera is named, and neither is made up', () => {
  const camera = (more: Partial<Probe>) => judge({ ...good, ...more }).find((one) => one.key === 'camera')!

  expect(camera({})).toMatchObject({ level: 'fine', text: '能拍照、选图，能扫企业码' })
  expect(camera({ camera: 'denied' })).toMatchObject({ level: 'note', state: '已关闭' })
  expect(camera({ camera: 'prompt' })).toMatchObject({ level: 'unasked', state: '未询问' })
  expect(camera({ camera: 'none' })).toMatchObject({ level: 'note', text: '这台设备没有摄像头，能从相册选图' })
  expect(camera({ camera: 'denied', scans: false }).text).toContain('不能扫码')
  expect(camera({ camera: 'closed' }).level).toBe('fine')
})

test('a clock that is off says which way and what to do', () => {
  expect(judge({ ...good, clockAheadMs: 7_200_000 }).find((one) => one.key === 'clock')?.text).toBe(
    '比服务器快 120 分钟。请在手机设置里改成自动对时',
  )
})

test('the copy for support has states only', () => {
  expect(report(judge(good), good).split('\n')).toHaveLength(9)
})
