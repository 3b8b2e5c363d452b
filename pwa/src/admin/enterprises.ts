/** Enterprises for the admin: the register, contacts, pairings, protection, quiet days. */
import { dayIn, endOf, lastDay, startOf } from './dates'
import { yes, type Values } from './fields'
import { call } from '@/api/call'
import { appAddress } from '@/api/reach'
import type { ValueOf } from '@/api/reply'

export type Enterprise = ValueOf<'Enterprises'>['items'][number]
export type Pairing = Enterprise['pairings'][number]

export const findEnterprises = (text: string, region: string, after: string | null) =>
  call('Enterprises', { text: text.trim(), region: region || null, first: 30, after })

export const saveEnterprise = (id: string, values: Values) =>
  call('SaveEnterprise', {
    input: {
      id,
      name: values.name ?? '',
      uscc: values.uscc?.trim() || null,
      region: values.region ?? '',
      address: values.address ?? '',
      latDeg: degrees(values.latDeg),
      lngDeg: degrees(values.lngDeg),
      active: yes(values.active),
    },
  })

/** Degrees as typed; null for none. What is no number goes to the server as it would read it: out of range. */
export function degrees(typed: string | undefined): number | null {
  if (!typed?.trim()) return null
  const number = Number(typed)
  return Number.isFinite(number) ? number : 999
}

export const saveContact = (id: string, enterpriseId: string, values: Values) =>
  call('SaveContact', {
    input: {
      id,
      enterpriseId,
      name: values.name ?? '',
      title: values.title ?? '',
      phone: values.phone ?? '',
      active: yes(values.active),
    },
  })

/** ``known``: what is corrected. A day that was left as it is keeps its moment, a hand-over at noon stays at noon. */
export const savePairing = (id: string, enterpriseId: string, values: Values, known?: Pairing) =>
  call('SavePairing', {
    input: {
      id,
      enterpriseId,
      personId: values.personId ?? '',
      tier: Number(values.tier),
      fromAt: known && values.fromAt === dayIn(known.fromAt) ? known.fromAt : startOf(values.fromAt ?? ''),
      untilAt: known && values.untilAt === lastDay(known.untilAt) ? known.untilAt : endOf(values.untilAt ?? ''),
    },
  })

export const endPairing = (id: string) => call('EndPairing', { id })

export const saveProtection = (enterpriseId: string, values: Values) =>
  call('SaveProtection', {
    input: { enterpriseId, since: values.since ?? '', until: values.until || null, note: values.note ?? '' },
  })

export const saveQuietDay = (enterpriseId: string, on: string, quiet: boolean) =>
  call('SaveQuietDay', { input: { enterpriseId, on, quiet } })

export const qrOf = (code: string): string => new URL(`qr/${code}.svg`, appAddress()).href
