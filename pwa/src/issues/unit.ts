/** The commands of the responsible unit; the office may name another person too. */
import { defineAsyncComponent } from 'vue'

import type { Registry } from './registry'
import { sheetFor } from './worded'
import { t } from './words'

const askTime = () => import('./AskTimeSheet.vue')

export const unitCommands: Registry = {
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
  respond: {
    label: () => t('respond'),
    operation: 'RespondIssue',
    place: 'primary',
    steps: true,
    sheet: defineAsyncComponent(() => import('./RespondSheet.vue')),
    to: 'RESPONDED',
  },
}
