/** When the shell sees to this phone's doorbell. The code for it is fetched only where there may be one. */

/** A push service that does not answer must not keep a person from leaving. */
const LEAVE_WITHIN_MS = 4_000

/** At opening and after signing in, beside everything else. */
export function keepDoorbell(personId: string): void {
  if (!mayRing()) return
  import('@/push/doorbell')
    .then(({ keepRinging }) => keepRinging(personId))
    .catch((failure: Error) => console.info('doorbell not looked after:', failure.name)) // at the next opening
}

/** While the session is still in force: afterwards the server would not know whose doorbell it is. */
export async function leaveDoorbell(): Promise<void> {
  if (!mayRing()) return
  const taken = import('@/push/doorbell').then(({ takeDown }) => takeDown())
  const patience = new Promise<void>((resolve) => setTimeout(resolve, LEAVE_WITHIN_MS))
  await Promise.race([taken, patience]).catch((failure: Error) => console.info('doorbell left:', failure.name))
}

function mayRing(): boolean {
  return 'Notification' in window && 'PushManager' in window && Notification.permission === 'granted'
}
