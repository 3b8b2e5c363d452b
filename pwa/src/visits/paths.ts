/** Where a draft is opened, and under which key it is kept. */

/** New visits lie under visit:<id>, an amendment of the same visit beside it under visit:<id>:amend. */
export const KIND = 'visit'

export function draftKey(routeId: string): string {
  return `${KIND}:${routeId}`
}

/** The page that opens the draft of this key; null when it is none of a visit. */
export function draftPath(key: string): string | null {
  return key.startsWith(`${KIND}:`) ? `/visits/draft/${encodeURIComponent(key.slice(KIND.length + 1))}` : null
}

/** Opens the form with what the server has of this visit, or goes on with the amendment begun before. */
export function amendPath(visitId: string): string {
  return draftPath(`${KIND}:${visitId}:amend`)!
}

/** The visit that this route amends; null: it is a new one. `?kind=amend` says the same. */
export function amendedBy(routeId: string, kind: unknown): string | null {
  if (routeId.endsWith(':amend')) return routeId.slice(0, -':amend'.length)
  return kind === 'amend' ? routeId : null
}
