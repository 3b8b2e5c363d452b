/** The commands of the responsible unit; the office may name another person too. */
import { defineAsyncComponent } from 'vue'

import type { Registry } from './registry'
import { sheetFor } from './worded'
import { t } from './words'

const askTime = () => import('./AskTimeSheet.vue')
const words = () => import('./WordsSheet.vue')
const SENT_ON = { operation: 'SignResponse', place: 'primary', steps: true, to: 'RESPONDED' } as const
const ANSWER = {
  label: () => t('respond'),
  operation: 'RespondIssue',
  place: 'primary',
  steps: true,
  sheet: defineAsyncComponent(() => import('./RespondSheet.vue')),
} as const

export const unitCommands: Registry = {
  return_draft: {
    label: () => t('return_draft'),
    operation: 'ReturnDraft',
    place: 'bar',
    danger: true,
    steps: true,
    sheet: sheetFor(words, 'return_draft'),
  },
  sign: [
    { ...SENT_ON, label: () => t('sign'), sheet: sheetFor(words, 'sign'), when: ({ allowed }) => allowed.includes('return_draft') },
    { ...SENT_ON, label: () => t('send_on'), sheet: sheetFor(words, 'send_on') }, // nobody has to sign any more
  ],
  acknowledge: {
    label: () => t('acknowledge'),
    operation: 'AcknowledgeIssue',
    place: 'primary',
    icon: 'hand',
    steps: true,
    sheet: defineAsyncComponent(() => import('./AcknowledgeSheet.vue')),
    to: 'IN_PROGRESS',
    then: ['ask_extension', 'note', 'respond'],
  },
  decline: {
    label: () => t('decline'),
    operation: 'DeclineIssue',
    place: 'bar',
    danger: true,
    steps: true,
    sheet: defineAsyncComponent(() => import('./DeclineSheet.vue')),
    to: 'ACCEPTED',
  },
  ask_extension: {
    label: () => t('ask_extension'),
    operation: 'AskExtension',
    place: 'bar',
    steps: true,
    sheet: sheetFor(askTime, 'ask_extension'),
  },
  reassign: {
    label: () => t('reassign'),
    operation: 'ReassignIssue',
    place: 'more',
    icon: 'user',
    steps: true,
    sheet: defineAsyncComponent(() => import('./ReassignSheet.vue')),
  },
  note: {
    label: () => t('note'),
    operation: 'NoteIssue',
    place: 'bar',
    steps: false,
    again: true,
    sheet: defineAsyncComponent(() => import('./NoteSheet.vue')),
  },
  ask_suspension: {
    label: () => t('ask_suspension'),
    operation: 'AskSuspension',
    place: 'more',
    steps: true,
    sheet: sheetFor(askTime, 'ask_suspension'),
  },
  respond: [
    { ...ANSWER, when: ({ toBeSigned }) => toBeSigned }, // it stays with the unit until its lead has signed
    { ...ANSWER, to: 'RESPONDED' },
  ],
}
