/** What this page may use of the phone. Looks only: nothing here ever asks the person. */
export type Allowed = 'granted' | 'denied' | 'prompt'

/** `prompt` too where the browser does not say (WebKit before 16, names it does not know). */
export async function permissionOf(name: 'geolocation' | 'camera'): Promise<Allowed> {
  try {
    return (await navigator.permissions.query({ name: name as PermissionName })).state
  } catch {
    return 'prompt' // the attempt itself will tell
  }
}
