/** The commands of the responsible unit. */
import { defineAsyncComponent } from 'vue'

import type { Registry } from './registry'
import { t } from './words'

export const unitCommands: Registry = {
  acknowledge: {
    label: () => t('acknowledge'),
    operation: 'AcknowledgeIssue',
    place: 'primary',
    icon: 'hand',
    steps: true,
    sheet: defineAsyncComponent(() => import('./AcknowledgeSheet.vue')),
    to: 'IN_PROGRESS',
    then: ['note', 'ask_extension', 'respond'],
  },
}
