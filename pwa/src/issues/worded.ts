/** The author's commands that are said in one field of words. Lengths are the server's. */
import { h, defineAsyncComponent, type Component, type FunctionalComponent } from 'vue'

interface Worded {
  operation: 'WithdrawIssue' | 'ObjectIssue' | 'AskLookBack' | 'SupportIssue'
  least: number
  most: number
  danger?: true
  unversioned?: true
}

export type WordedName = 'withdraw' | 'object' | 'ask_look_back' | 'support'

export const wordedCommands: Record<WordedName, Worded> = {
  withdraw: { operation: 'WithdrawIssue', least: 0, most: 300, danger: true },
  object: { operation: 'ObjectIssue', least: 2, most: 300 },
  ask_look_back: { operation: 'AskLookBack', least: 2, most: 300 },
  support: { operation: 'SupportIssue', least: 0, most: 1000, unversioned: true },
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
