/** 移送 on an issue's page: leads to the form with the number; the issue itself is not touched. */
import { defineAsyncComponent } from 'vue'

import type { Registry } from '@/issues/registry'
import { t } from '@/issues/words'

export const clueCommands: Registry = {
  hand_over_clue: {
    label: () => t('handOverClue'),
    operation: 'HandOverClue',
    place: 'more',
    steps: false,
    again: true,
    sheet: defineAsyncComponent(() => import('./FromIssueSheet.vue')),
  },
}
