/** An issue's state as people say it. */
import { t } from './enterpriseWords'

import type { IssueState } from '@/api/types'

export function stateWord(state: IssueState): string {
  return t(`state${state}`)
}
