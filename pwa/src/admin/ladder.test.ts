import { expect, test } from 'vitest'

import { added, faultIn, keptLadder, ladderOf, ladderWords, previewOf, reordered } from './ladder'

import { workingDaysOf } from '@/due/days'
import { timeOf } from '@/ui/when'

const USUAL = { message: '2wh', sms: '1wd', lead: '2wd', unheard: '3wd' }
const days = workingDaysOf({ version: 1, knownUntil: '2026-12-31', daysOff: [], makeUpDays: [] })
const MONDAY = new Date('2026-11-23T09:00:00+08:00')

test('what is kept is read in the order it is climbed, and kept again as it was', () => {
  const sooner = { ...USUAL, message: '2wd', sms: '4wh', lead: 'off' }

  expect(keptLadder(ladderOf(USUAL))).toEqual(USUAL)
  expect(ladderOf(sooner).map((one) => one.rung)).toEqual(['sms', 'message', 'unheard'])
  expect(keptLadder(ladderOf(sooner))).toEqual(sooner)
  expect(ladderWords(sooner)).toBe('短信 4 个工作小时、企业微信或钉钉 2 个工作日、监督室的未读清单 3 个工作日')
})

test('what moves takes the time of the place it comes to', () => {
  const swapped = reordered(ladderOf(USUAL), 1, 0)

  expect(keptLadder(swapped)).toEqual({ ...USUAL, sms: '2wh', message: '1wd' })
  expect(faultIn(swapped)).toBeNull()
})

test('the lead comes after every way to the person, the list last, nothing sooner than what stands before it', () => {
  const climbs = ladderOf(USUAL)

  expect(faultIn(reordered(climbs, 2, 1))).toMatchObject({ rung: 'sms', text: expect.stringContaining('单位负责人') as string })
  expect(faultIn(reordered(climbs, 3, 2))).toMatchObject({ rung: 'lead', text: expect.stringContaining('最后') as string })
  expect(faultIn(ladderOf(USUAL).map((one) => (one.rung === 'lead' ? { ...one, span: { amount: 3, unit: 'wh' as const } } : one)))?.text).toContain('不能比它早')
  expect(faultIn([{ rung: 'sms', span: { amount: 0, unit: 'wd' } }])?.text).toContain('多久')
  expect(faultIn([{ rung: 'sms', span: { amount: 31, unit: 'wd' } }])?.text).toContain('最多 30 个工作日')
})

test('a rung that is added stands where it may', () => {
  for (const rung of ['message', 'sms', 'lead', 'unheard'] as const) {
    const without = ladderOf({ ...USUAL, [rung]: 'off' })
    const back = added(without, rung)

    expect(back).toHaveLength(4)
    expect(faultIn(back)).toBeNull()
  }
  expect(keptLadder(added([], 'lead'))).toEqual({ message: 'off', sms: 'off', lead: '1wd', unheard: 'off' })
})

test('the sentence says what happens when', () => {
  const [nine, eleven] = [timeOf(MONDAY), timeOf('2026-11-23T11:00:00+08:00')] // as the phone's own wall clock says it

  expect(previewOf(ladderOf(USUAL), MONDAY, days, MONDAY)).toBe(
    `例如 今天 ${nine} 发出一条新交办，一直没人看：当时进收件箱并推送；今天 ${eleven} 发企业微信或钉钉；明天 ${nine} 发短信；` +
      `11 月 25 日 ${nine} 告诉单位负责人；11 月 26 日 ${nine} 列进监督室的未读清单。`,
  )
})
