/** Pages that are open ask again when the server says that something they show may have changed. */
type Look = () => void

// Module state: the page has one connection; whoever shows an answer waits here for word of a change.
const waiting = new Map<string, Set<Look>>()

/** Which questions a change of such a record may touch. What is not here is asked for again when it is opened. */
const TOUCHES: Record<string, readonly string[]> = {
  issue: ['Issue', 'Enterprise', 'Confirmation', 'IssueTrace', 'MyTodo', 'TriageQueue', 'MyIssues', 'MyReports', 'Ledger', 'LedgerFigures', 'LookBacks', 'ClosedIssues', 'CallBacks', 'InHand', 'UnheardAlerts', 'Overview', 'LeadersList'],
  visit: ['Visit', 'Enterprise', 'ReviewQueue', 'Visits', 'MyReports'],
  inbox: ['Inbox'],
}

/** Ask again with `look` when an answer to this question may be another; returns how to stop. */
export function onChange(operation: string, look: Look): () => void {
  const looks = waiting.get(operation) ?? new Set<Look>()
  waiting.set(operation, looks.add(look))
  return () => looks.delete(look)
}

/** `kind`: of the record, as the server names it; null: anything may have changed. */
export function changed(kind: string | null): void {
  const touched = kind === null ? [...waiting.keys()] : (TOUCHES[kind] ?? [])
  for (const operation of touched) waiting.get(operation)?.forEach((look) => look())
}
