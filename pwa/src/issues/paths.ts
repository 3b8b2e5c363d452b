/** Where an issue is opened, and under which key what is written about it is kept. */

/** `issue-respond:<id>`; `pathOfDraft` finds the way back. */
export function draftKeyOf(command: string, issueId: string): string {
  return `issue-${command}:${issueId}`
}

/** The page that opens this draft again; null: it is not one of a command. */
export function pathOfDraft(key: string): string | null {
  const found = /^issue-([a-z_]+):(.+)$/.exec(key)
  return found ? `/issues/${found[2]}?do=${found[1]}` : null
}

export function issuePath(id: string): string {
  return `/issues/${id}`
}
