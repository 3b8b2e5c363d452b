export const SYNC_TAG = 'outbox'

/** Ask the system to wake us when the network is back; where it cannot, nothing changes. */
export async function askForBackground(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  const sync = (registration as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync
  await sync?.register(SYNC_TAG)
}
