/** Is there room for more photos on this phone? Asked before the camera opens; nothing waits for the answer. */
const ROOM_LOW_BYTES = 50_000_000 // about 80 photos

/** False too where the browser does not say. */
export async function roomIsLow(): Promise<boolean> {
  const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {}
  return quota !== undefined && usage !== undefined && quota - usage < ROOM_LOW_BYTES
}
