/** The commands of whoever raised an issue, and of others who met the same. */
import { defineAsyncComponent } from 'vue'

import type { Registry } from './registry'
import { sheetFor } from './worded'
import { t } from './words'

const words = () => import('./WordsSheet.vue')

export const authorCommands: Registry = {
  withdraw: {
    label: () => t('withdraw'),
    operation: 'WithdrawIssue',
    place: 'bar',
    danger: true,
    steps: true,
    sheet: sheetFor(words, 'withdraw'),
    to: 'REJECTED',
  },
  resubmit: {
    label: () => t('resubmit'),
    operation: 'ResubmitIssue',
    place: 'primary',
    steps: true,
    sheet: defineAsyncComponent(() => import('./ResubmitSheet.vue')),
    to: 'SUBMITTED',
    then: ['withdraw'],
  },
  object: {
    label: () => t('object'),
    operation: 'ObjectIssue',
    place: 'bar',
    steps: true,
    sheet: sheetFor(words, 'object'),
    to: 'SUBMITTED',
  },
  support: {
    label: () => t('support'),
    operation: 'SupportIssue',
    place: 'more',
    steps: false,
    sheet: sheetFor(words, 'support'),
  },
  ask_look_back: {
    label: () => t('ask_look_back'),
    operation: 'AskLookBack',
    place: 'bar',
    steps: false,
    sheet: sheetFor(words, 'ask_look_back'),
  },
  call_back: {
    label: () => t('rate'),
    operation: 'RateIssue',
    place: 'primary',
    steps: true,
    sheet: defineAsyncComponent(() => import('./RateSheet.vue')),
    to: 'RESPONDED',
    when: ({ own }) => own, // the office's and the liaison's call is another sheet
  },
}
