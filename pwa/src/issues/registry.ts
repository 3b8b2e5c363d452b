/** What the page knows of a command of the life cycle's table. */
import type { Component } from 'vue'

import type { ValueOf } from '@/api/reply'
import type { IssueState } from '@/api/types'
import type { LetterOperation } from '@/db/letter'
import type { IconName } from '@/ui/icons'

export interface Command {
  label: () => string
  operation: LetterOperation
  icon?: IconName
  place: 'primary' | 'bar' | 'more' // where its button stands; the bar holds three
  danger?: true
  steps: boolean // carries an expected version and raises it
  sheet: Component // lazy; props { issue }, emits done (sealed) and close
  to?: IssueState // where it leads for certain; until it has arrived the page shows this
  then?: readonly string[] // with `to`: what the same person may do behind it before it has arrived
  again?: true // may be given once more before it has arrived
  when?: (issue: Faced) => boolean // for commands that have two faces
}

/** What of an issue chooses between the faces of a command. */
export type Faced = Pick<ValueOf<'Issue'>, 'own' | 'allowed' | 'toBeSigned'>

/** By the name of the table's row; a list where one row has several faces. */
export type Registry = Readonly<Record<string, Command | readonly Command[]>>
