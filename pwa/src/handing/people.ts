/** Who holds, who may take over, and how much of it. Pure. */
import type { ValueOf } from '@/api/reply'

export type Units = ValueOf<'HandOverChoices'>['units']
export type Held = ValueOf<'HeldIssues'>
type Person = Units[number]['people'][number]

export interface Holder extends Person {
  units: { id: string; name: string }[] // for which they handle, or hold something
}

/** Everybody once, also who handles for two units; in the order of the server, by unit and name. */
export function holdersIn(units: Units): Holder[] {
  const found = new Map<string, Holder>()
  for (const { unit, people } of units) {
    for (const person of people) {
      const known = found.get(person.id)
      if (!known) found.set(person.id, { ...person, units: [unit] })
      else found.set(person.id, { ...known, handles: known.handles || person.handles, units: [...known.units, unit] })
    }
  }
  return [...found.values()]
}

export const FEW = 8

/** Those whose name or unit contains `text`: at most a few, and how many more there are. */
export function foundBy(holders: readonly Holder[], text: string): { shown: Holder[]; more: number } {
  const wanted = text.trim()
  const found = holders.filter(({ name, units }) => name.includes(wanted) || units.some((unit) => unit.name.includes(wanted)))
  return { shown: found.slice(0, FEW), more: Math.max(0, found.length - FEW) }
}

export interface Taker {
  id: string
  name: string
  lead: boolean
  unit: string
  takes: number // of what is held
}

/** Who may take over what `from` holds; whoever takes all of it first, then by unit and name. */
export function takersOf(units: Units, held: Held, from: string): Taker[] {
  const takers = new Map<string, Taker>()
  for (const { unit, people } of units) {
    const here = held.items.filter((one) => one.unit?.id === unit.id).length
    if (here === 0) continue
    for (const { id, name, lead, handles } of people) {
      if (!handles || id === from) continue
      const known = takers.get(id)
      takers.set(id, { id, name, lead, unit: known?.unit ?? unit.name, takes: (known?.takes ?? 0) + here })
    }
  }
  const all = [...takers.values()]
  return [...all.filter((one) => takesAll(one, held)), ...all.filter((one) => !takesAll(one, held))]
}

export function takesAll({ takes }: Taker, { items }: Held): boolean {
  return takes === items.length
}
