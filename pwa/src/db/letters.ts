import type { Phone } from './open'

/** How many letters lie here, readable or not: all that a page without letters needs to know of the outbox. */
export async function countLetters(phone: Phone): Promise<number> {
  return phone.run((db) => db.count('outbox'))
}
