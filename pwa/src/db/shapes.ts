/**
 * What lies on the phone may be of an older app, or of a newer one that was here before. Each record says in `v` which
 * shape it has: an older one is brought to the present shape, a newer one is left as it is until the app is updated.
 */
import { NewerData } from './phone'

export type Raw = Record<string, unknown>
/** Step n brings a record of shape n + 1 to shape n + 2. Never changed once released. */
export type ShapeStep = (old: Raw) => Raw

/** The record in the shape after all steps; one without `v` is of the first. Raises: NewerData. */
export function broughtUp(raw: Raw, steps: readonly ShapeStep[]): Raw {
  const v = typeof raw.v === 'number' ? raw.v : 1
  if (v > steps.length + 1) throw new NewerData(`shape ${v}`)
  return steps.slice(v - 1).reduce((old, step, at) => ({ ...step(old), v: v + at + 1 }), raw)
}
