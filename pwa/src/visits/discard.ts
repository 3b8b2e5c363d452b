/** The person throws a draft away. For a while it can be brought back; its photos leave when that time is over. */
import { draftOf, dropDraft, keepDraft } from '@/db/drafts'
import type { Phone } from '@/db/open'
import { photosOf, putBack, takeOff } from '@/db/photos'
import { tellTabs } from '@/outbox/tabs'

export async function discardDraft(phone: Phone, key: string, now: Date): Promise<{ undo(): Promise<void>; forget(): Promise<void> }> {
  const row = await draftOf(phone, key)
  const photos = (await photosOf(phone, key)).filter((one) => one.letterId === '' && one.removedAt === '')
  for (const { id } of photos) await takeOff(phone, id, now) // the sweep finds them, should the page die before `forget`
  await phone.run((db) => db.delete('drafts', key))
  tellTabs({ kind: 'changed' })
  return {
    async undo() {
      for (const { id } of photos) await putBack(phone, id)
      if (row) await keepDraft(phone, row)
      tellTabs({ kind: 'changed' })
    },
    forget: () => dropDraft(phone, key),
  }
}
