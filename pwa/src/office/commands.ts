/** The commands of the office, by the name in the life cycle's table; each opens a sheet of its own. */
import { defineAsyncComponent, type Component } from 'vue'

import { t } from './words'
import type { WordsCommand } from './wordsDeeds'

import type { Registry } from '@/issues/registry'
import { sheetFor } from '@/issues/worded'

const wordsSheet = (command: WordsCommand): Component => sheetFor(() => import('./WordsSheet.vue'), command)
const untilSheet = (command: 'extend' | 'suspend'): Component => sheetFor(() => import('./UntilSheet.vue'), command)

export const officeCommands: Registry = {
  return: { label: () => t('returnName'), operation: 'ReturnIssue', place: 'bar', steps: true, sheet: wordsSheet('return'), to: 'RETURNED' },
  assign: {
    label: () => t('assignName'), operation: 'AssignIssue', place: 'primary', steps: true, to: 'ASSIGNED',
    sheet: defineAsyncComponent(() => import('./AssignSheet.vue')),
  },
  merge: {
    label: () => t('mergeName'), operation: 'MergeIssue', place: 'more', steps: true, to: 'MERGED',
    sheet: defineAsyncComponent(() => import('./MergeSheet.vue')),
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
  extend: { label: () => t('extendName'), operation: 'ExtendIssue', place: 'bar', steps: true, sheet: untilSheet('extend') },
  suspend: { label: () => t('suspendName'), operation: 'SuspendIssue', place: 'more', steps: true, to: 'SUSPENDED', sheet: untilSheet('suspend') },
  refuse_request: { label: () => t('refuseName'), operation: 'RefuseRequest', place: 'bar', steps: true, sheet: wordsSheet('refuse_request') },
  urge: { label: () => t('urgeName'), operation: 'UrgeIssue', place: 'bar', steps: false, sheet: wordsSheet('urge') },
  escalate: { label: () => t('escalateName'), operation: 'EscalateIssue', place: 'more', steps: true, sheet: wordsSheet('escalate') },
  resume: { label: () => t('resumeName'), operation: 'ResumeIssue', place: 'bar', steps: true, to: 'IN_PROGRESS', sheet: wordsSheet('resume') },
  reject_response: { label: () => t('againName'), operation: 'RejectResponse', place: 'bar', steps: true, to: 'IN_PROGRESS', sheet: wordsSheet('reject_response') },
  answer: { label: () => t('answerName'), operation: 'AnswerIssue', place: 'bar', steps: true, then: ['call_back'], sheet: wordsSheet('answer') },
  call_back: {
    label: () => t('callName'), operation: 'CallBackIssue', place: 'primary', icon: 'phone', steps: true,
    sheet: defineAsyncComponent(() => import('./CallBackSheet.vue')),
    when: ({ own }) => !own,
  },
  spot_check: {
    label: () => t('callName'), operation: 'SpotCheck', place: 'primary', icon: 'phone', steps: true,
    sheet: defineAsyncComponent(() => import('./SpotCheckSheet.vue')),
  },
  plan_look_back: {
    label: () => t('planName'), operation: 'PlanLookBack', place: 'bar', steps: false,
    sheet: defineAsyncComponent(() => import('./PlanLookBackSheet.vue')),
  },
  look_back: {
    label: () => t('lookName'), operation: 'LookBack', place: 'primary', steps: true,
    sheet: defineAsyncComponent(() => import('./LookBackSheet.vue')),
  },
}
