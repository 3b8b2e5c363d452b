/** Letters of known persons that still lie on this phone; `main.ts` says how they are counted. */
import { knownPersons, type KnownPerson } from './keep'

export interface LettersHere extends KnownPerson {
  count: number
}

let countLetters: (personId: string) => Promise<number> = async () => 0

export function countLettersWith(count: typeof countLetters): void {
  countLetters = count
}

/** Who has letters here, and how many. Nothing of what is in them. */
export async function lettersHere(): Promise<LettersHere[]> {
  const all = await Promise.all(knownPersons().map(async (one) => ({ ...one, count: await countLetters(one.id) })))
  return all.filter((one) => one.count > 0)
}
