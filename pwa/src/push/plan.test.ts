import { expect, test } from 'vitest'

import { unable, type Facts } from './able'
import { stepAtOpening, type Standing } from './plan'

const RINGING: Standing = {
  personId: 'p', wanted: true, endpoint: 'https://push.example/1', sameKey: true,
  told: { personId: 'p', endpoint: 'https://push.example/1', doorbellId: 'b' }, healthy: true,
}

test.each<[string, Partial<Standing>, string]>([
  ['all is well', {}, 'nothing'],
  ['push was never turned on here', { wanted: false, endpoint: null, told: null, healthy: null }, 'nothing'],
  ['the browser lost the subscription', { endpoint: null }, 'subscribe'],
  ['the worker subscribed anew', { endpoint: 'https://push.example/2' }, 'tell'],
  ['another person is in now', { personId: 'q', wanted: false, healthy: null }, 'tell'],
  ['the server has another key', { sameKey: false }, 'renew'],
  ['acknowledgements stopped', { healthy: false }, 'renew'],
  ['the server dropped it', { healthy: null }, 'renew'],
])('at opening, when %s', (_, change, step) => {
  expect(stepAtOpening({ ...RINGING, ...change })).toBe(step)
})

const ABLE: Facts = { secure: true, worker: true, push: true, permission: 'default', ios: false, installed: false }

test.each<[string, Partial<Facts>, string | null]>([
  ['a phone that can be asked', {}, null],
  ['a page without https', { secure: false, worker: false }, 'plain'],
  ['an iPhone in Safari', { ios: true, push: false, permission: null }, 'ios'],
  ['an iPhone, installed', { ios: true, installed: true }, null],
  ['a web view', { push: false, permission: null }, 'unsupported'],
  ['a person who said no', { permission: 'denied' }, 'denied'],
])('%s', (_, change, why) => {
  expect(unable({ ...ABLE, ...change })).toBe(why)
})
