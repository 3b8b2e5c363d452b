const key = (personId: string): string => `blt-help-${personId}`

/** Whether this person has answered the offer of a first look at the help, on this phone. */
export function helpSeen(personId: string): boolean {
  return localStorage.getItem(key(personId)) !== null
}

export function noteHelpSeen(personId: string): void {
  localStorage.setItem(key(personId), 'seen')
}
