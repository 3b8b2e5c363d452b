/** Units and regions: short lists, fetched whole. */
import { yes, type Field, type Values } from './fields'
import { t } from './words'
import { call } from '@/api/call'
import type { ValueOf } from '@/api/reply'

export type Unit = ValueOf<'Units'>['items'][number]
export type Region = ValueOf<'Regions'>['items'][number]

export const LEVELS = ['district', 'street', 'community'] as const
export const UNIT_KINDS = ['department', 'street'] as const

export const units = () => call('Units')
export const regions = () => call('Regions')

export const unitOptions = (all: readonly Unit[]) =>
  all.filter((one) => one.active).map((one) => ({ value: one.id, label: one.name }))

export const regionOptions = (all: readonly Region[]) =>
  all.filter((one) => one.active).map((one) => ({ value: one.code, label: `${one.name} ${one.code}` }))

export const saveUnit = (id: string, values: Values) =>
  call('SaveUnit', {
    input: {
      id,
      name: values.name ?? '',
      kind: values.kind ?? 'department',
      region: values.region || null,
      active: yes(values.active),
      signsFirst: values.signsFirst === 'yes',
    },
  })

export const saveRegion = (values: Values) =>
  call('SaveRegion', {
    input: {
      code: values.code ?? '',
      level: values.level ?? '',
      parent: values.level === 'district' ? null : parentOf(values.code ?? ''),
      name: values.name ?? '',
      active: yes(values.active),
    },
  })

/** A code begins with its parent's, which is three digits shorter. */
export const parentOf = (code: string): string => code.slice(0, -3)

export const activeField = (help: string): Field => ({
  name: 'active',
  label: t('active'),
  kind: 'chips',
  help,
  options: [
    { value: 'yes', label: t('inUse') },
    { value: 'no', label: t('notInUse') },
  ],
})

/** Those whose name or code has this text. */
export function matching<T extends { name: string; code?: string }>(all: readonly T[], text: string): T[] {
  const wanted = text.trim()
  return all.filter((one) => one.name.includes(wanted) || (one.code ?? '').startsWith(wanted))
}
