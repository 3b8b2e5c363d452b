/** A form as data: what it asks, and what a refusal's field name points at. */
export type FieldKind = 'text' | 'area' | 'date' | 'select' | 'chips' | 'many' | 'person'

export interface Field {
  name: string // as the server names it in a refusal
  label: string
  kind?: FieldKind
  note?: string
  needed?: boolean // asked for before anything is sent
  help?: string
  options?: readonly { value: string; label: string }[]
  shown?: (values: Values) => boolean
  inputmode?: 'tel' | 'numeric' | 'decimal'
}

/** What was typed, as text; several choices are joined by a comma. */
export type Values = Record<string, string>

export const listOf = (joined: string): string[] => joined.split(',').filter(Boolean)

export const yes = (value: string | undefined): boolean => value !== 'no'

/** The field a refusal speaks of, if the form shows it; else it is said above the button. */
export function fieldNamed(fields: readonly Field[], values: Values, name: string | null): string | null {
  const last = name?.split('.').pop()
  return fields.find((one) => one.name === last && (one.shown?.(values) ?? true))?.name ?? null
}

/** The first field that must be filled and is not. */
export function firstEmpty(fields: readonly Field[], values: Values): string | null {
  return fields.find((one) => one.needed && (one.shown?.(values) ?? true) && !values[one.name]?.trim())?.name ?? null
}
