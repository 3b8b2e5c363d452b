/** The commands that are said in one field of words. Lengths are the server's. */
import { h, defineAsyncComponent, type Component, type FunctionalComponent } from 'vue'

interface Worded {
  operation: 'WithdrawIssue' | 'ObjectIssue' | 'AskLookBack' | 'SupportIssue' | 'SignResponse' | 'ReturnDraft'
  least: number
  most: number
  danger?: true
  unversioned?: true
  row?: string // of the table, where the sheet has another name
}

export type WordedName = 'withdraw' | 'object' | 'ask_look_back' | 'support' | 'sign' | 'send_on' | 'return_draft'

export const wordedCommands: Record<WordedName, Worded> = {
  withdraw: { operation: 'WithdrawIssue', least: 0, most: 300, danger: true },
  object: { operation: 'ObjectIssue', least: 2, most: 300 },
  ask_look_back: { operation: 'AskLookBack', least: 2, most: 300 },
  support: { operation: 'SupportIssue', least: 0, most: 1000, unversioned: true },
  sign: { operation: 'SignResponse', least: 0, most: 300 },
  send_on: { operation: 'SignResponse', row: 'sign', least: 0, most: 300 },
  return_draft: { operation: 'ReturnDraft', least: 2, most: 300, danger: true },
}

/** A sheet that serves several commands, for one of them. */
export function sheetFor(load: () => Promise<{ default: Component }>, command: string): Component {
  return defineAsyncComponent(async () => {
    const { default: sheet } = await load()
    const forOne: FunctionalComponent = (_props, { attrs }) => h(sheet, { ...attrs, command })
    forOne.inheritAttrs = false
    return forOne
  })
}
