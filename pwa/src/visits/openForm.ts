/**
 * Which form is on the screen, and where in it: noted outside the page, so that a browser that was killed comes back to
 * the same draft at the same place. Gone when the person leaves the form by themselves.
 */
const KEY = 'blt-open-form'
const FORMS = ['/visits/', '/faults/draft/']

interface Noted {
  personId: string
  path: string
  scrollPx: number
}

export function noteOpenForm(noted: Noted): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(noted))
  } catch (failure) {
    console.info('place in the form not noted:', (failure as Error).name) // the draft itself is in the database
  }
}

export function forgetOpenForm(): void {
  localStorage.removeItem(KEY)
}

/** The form this person had open when the page went away without their doing. */
export function openFormOf(personId: string | undefined): Noted | null {
  const text = localStorage.getItem(KEY)
  if (!text || !personId) return null
  try {
    const noted = JSON.parse(text) as Partial<Noted>
    const whole = noted.personId === personId && FORMS.some((form) => noted.path?.startsWith(form)) && typeof noted.scrollPx === 'number'
    return whole ? (noted as Noted) : null
  } catch {
    forgetOpenForm() // written by something else
    return null
  }
}

/** Whether the browser came back to this form by itself after a kill; it does not do so again. */
export function cameBackTo(path: string, personId: string | undefined): boolean {
  const came = openFormOf(personId)?.path === path
  if (came) forgetOpenForm()
  return came
}
