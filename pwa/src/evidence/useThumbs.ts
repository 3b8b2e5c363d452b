/** Addresses of the small pictures that this phone keeps, for as long as the page is shown. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'

import { phone } from '@/db/open'
import { thumbsOf } from '@/db/thumbs'

/** Null until the phone has looked: nothing is fetched that is here. */
export function useThumbs(ids: () => readonly string[]): ShallowRef<ReadonlyMap<string, string> | null> {
  const addresses = shallowRef<ReadonlyMap<string, string> | null>(null)
  let over = false

  async function look(): Promise<void> {
    const rows = await thumbsOf(phone(), ids()).catch((failure: Error) => {
      console.info('no thumbnails from this phone:', failure.name) // then they are fetched
      return []
    })
    if (over) return
    const before = addresses.value
    addresses.value = new Map(rows.map(({ id, bytes }) => [id, before?.get(id) ?? addressFor(bytes)]))
    for (const [id, address] of before ?? []) if (!addresses.value.has(id)) URL.revokeObjectURL(address)
  }

  watch(() => ids().join(), look, { immediate: true })
  onScopeDispose(() => {
    over = true
    for (const address of addresses.value?.values() ?? []) URL.revokeObjectURL(address)
  })
  return addresses
}

function addressFor(bytes: ArrayBuffer): string {
  return URL.createObjectURL(new Blob([bytes], { type: 'image/jpeg' }))
}
