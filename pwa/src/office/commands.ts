/** The commands of the office, by the name in the life cycle's table; each opens a sheet of its own. */
import { defineAsyncComponent, defineComponent, h, type Component } from 'vue'

import { t } from './words'
import type { WordsCommand } from './wordsDeeds'

import type { Registry } from '@/issues/registry'

/** The sheet of a command that is one sentence. */
function wordsSheet(command: WordsCommand): Component {
  return defineAsyncComponent(async () => {
    const { default: WordsSheet } = await import('./WordsSheet.vue')
    return defineComponent({ inheritAttrs: false, setup: (_, { attrs }) => () => h(WordsSheet, { ...attrs, command } as never) })
  })
}

export const officeCommands: Registry = {
  return: { label: () => t('returnName'), operation: 'ReturnIssue', place: 'bar', steps: true, sheet: wordsSheet('return'), to: 'RETURNED' },
  assign: {
    label: () => t('assignName'), operation: 'AssignIssue', place: 'primary', steps: true, to: 'ASSIGNED',
    sheet: defineAsyncComponent(() => import('./AssignSheet.vue')),
  },
  redirect: {
    label: () => t('redirectName'), operation: 'RedirectIssue', place: 'more', steps: true, to: 'REDIRECTED',
    sheet: defineAsyncComponent(() => import('./RedirectSheet.vue')),
  },
  reject: {
    label: () => t('rejectName'), operation: 'RejectIssue', place: 'more', danger: true, steps: true, to: 'REJECTED',
    sheet: defineAsyncComponent(() => import('./RejectSheet.vue')),
  },
  transfer: {
    label: () => t('transferName'), operation: 'TransferIssue', place: 'bar', steps: true, to: 'ASSIGNED',
    sheet: defineAsyncComponent(() => import('./TransferSheet.vue')),
  },
  refuse_request: { label: () => t('refuseName'), operation: 'RefuseRequest', place: 'bar', steps: true, sheet: wordsSheet('refuse_request') },
  urge: { label: () => t('urgeName'), operation: 'UrgeIssue', place: 'bar', steps: false, sheet: wordsSheet('urge') },
  escalate: { label: () => t('escalateName'), operation: 'EscalateIssue', place: 'more', steps: true, sheet: wordsSheet('escalate') },
  resume: { label: () => t('resumeName'), operation: 'ResumeIssue', place: 'bar', steps: true, to: 'IN_PROGRESS', sheet: wordsSheet('resume') },
  reject_response: { label: () => t('againName'), operation: 'RejectResponse', place: 'bar', steps: true, to: 'IN_PROGRESS', sheet: wordsSheet('reject_response') },
  answer: { label: () => t('answerName'), operation: 'AnswerIssue', place: 'bar', steps: true, then: ['call_back'], sheet: wordsSheet('answer') },
}
