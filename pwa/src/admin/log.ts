/** The auditor's log: asked page by page, each line put in words. Nothing of it is kept on the device. */
import { lastDay } from './dates'
import { DUTIES } from './duties'
import type { Kind } from './importing'
import { t } from './logWords'
import { BUNDLES } from './people'
import { shown } from './settingEditors'
import { t as desk } from './words'
import { call } from '@/api/call'
import type { ValueOf } from '@/api/reply'
import type { AuditKind } from '@/api/types'

export type LogLine = ValueOf<'AuditLog'>['items'][number]
export const LOG_KINDS: readonly AuditKind[] = ['SIGN_IN', 'ACCOUNT', 'SETTING', 'IMPORT', 'EXPORT', 'READING', 'HAND_OVER']

export interface Sought {
  kind: AuditKind | null
  name: string
  from: string // a day, or ''
  to: string
}

export const findLog = ({ kind, name, from, to }: Sought, after: string | null) =>
  call('AuditLog', { filter: { kind, name: name.trim(), from: from || null, to: to || null }, first: 30, after })

/** What the server tells of a deed beside who and whom; which of it there is depends on the deed. */
interface Facts {
  by?: string
  known_device?: boolean
  created?: boolean
  active?: boolean
  bundles?: string[]
  until_at?: string | null
  lent_from?: string | null
  key?: string
  value?: string
  years?: number[]
  days?: string[]
  kind?: Kind
  rows?: number
  filter?: string[]
  reason?: string
  pairings?: number
}

interface Said {
  title: string
  detail?: string
}
type Speak = (line: LogLine, facts: Facts) => Said

const about = (line: LogLine): string => line.about ?? t('someone')
const other = (line: LogLine): string => line.other ?? t('someone')
const role = (line: LogLine): string => (line.role ? desk(`role_${line.role}`) : '')

function carried({ bundles, until_at }: Facts): string {
  const known = [...BUNDLES, ...DUTIES].filter((one) => bundles?.includes(one)).map((one) => desk(`bundle_${one}`))
  const until = lastDay(until_at)
  return [known.join('、'), until ? t('endsAt', { until }) : ''].filter(Boolean).join(' · ')
}

function place(line: LogLine, { created, active }: Facts): Said {
  const thing = line.thing ?? ''
  if (created) return { title: t('placeCreated', { thing }) }
  return { title: active === false ? t('placeClosed', { thing }) : t('placeSaved', { thing }) }
}

function account(line: LogLine, { created, active }: Facts): Said {
  const whose = { about: about(line) }
  if (created) return { title: t('personCreated', whose) }
  return { title: active === false ? t('personClosed', whose) : t('personSaved', whose) }
}

function setting(line: LogLine, { key = '', value = 'null' }: Facts): Said {
  return { title: t('settingSaved', { thing: line.thing ?? key }), detail: shown(key, JSON.parse(value)) }
}

function failed(line: LogLine, { known_device }: Facts): Said {
  const title = line.about ? t('failed', { about: line.about }) : t('failedUnknown')
  return { title, detail: t(known_device ? 'deviceKnown' : 'deviceNew') }
}

const DEEDS: Readonly<Record<string, Speak>> = {
  'people.session_started': (line, { by }) => ({ title: t(by === 'password' ? 'signedIn' : 'signedInByCode'), detail: line.thing ?? '' }),
  'people.session_ended': (line, { by }) => ({ title: t(by === 'itself' ? 'signedOut' : 'revoked'), detail: line.thing ?? '' }),
  'people.password_set': (_, { by }) => ({ title: t(by === 'password' ? 'passwordSet' : 'passwordByCode') }),
  'people.sign_in_failed': failed,
  'people.person_saved': account,
  'people.grant_given': (line, facts) => ({
    title: t(facts.lent_from ? 'grantLent' : 'grantGiven', { about: about(line), role: role(line) }),
    detail: carried(facts),
  }),
  'people.grant_changed': (line, facts) => ({ title: t('grantChanged', { about: about(line), role: role(line) }), detail: carried(facts) }),
  'people.grant_ended': (line) => ({ title: t('grantEnded', { about: about(line), role: role(line) }) }),
  'people.reset_code_issued': (line) => ({ title: t('resetCode', { about: about(line) }) }),
  'people.setting_saved': setting,
  'people.unit_saved': place,
  'people.region_saved': place,
  'calendar.changed': (_, { years = [], days = [] }) => ({
    title: t('calendar', { years: years.join('、') }),
    detail: days.length > 0 ? t('calendarDays', { n: days.length, days: days.slice(0, 5).join('、') + (days.length > 5 ? '…' : '') }) : '',
  }),
  'imports.uploaded': (_, { kind = 'units' }) => ({ title: t('uploaded', { kind: desk(`kind_${kind}`) }) }),
  'imports.apply_asked': (_, { kind = 'units' }) => ({ title: t('imported', { kind: desk(`kind_${kind}`) }) }),
  'exports.made': (_, { rows = 0, filter = [] }) => ({
    title: t('exported', { rows }),
    detail: filter.length > 0 ? t('conditions', { n: filter.length }) : '',
  }),
  'exports.fetched': (_, { rows = 0 }) => ({ title: t('fetched', { rows }) }),
  'identities.read': (_, { reason = '' }) => ({ title: t('identityRead'), detail: t('reason', { reason }) }),
  'issues.protected_read': () => ({ title: t('protectedRead') }),
  'intake.contact_read': (_, { reason = '' }) => ({ title: t('contactRead'), detail: t('reason', { reason }) }),
  'enterprises.pairings_handed_over': (line, { pairings = 0 }) => ({
    title: t('pairingsGiven', { about: about(line), other: other(line), n: pairings }),
  }),
  'enterprises.pairings_lent': (line, { until_at }) => ({
    title: t('pairingsLent', { about: about(line), other: other(line) }),
    detail: until_at ? t('endsAt', { until: lastDay(until_at) }) : '',
  }),
  'handling.handed_over': (line) => ({ title: t('issuesGiven', { other: other(line) }) }),
}

/** A deed in words; one that a newer server keeps is named as it is. */
export function sayLine(line: LogLine): Said {
  const speak = DEEDS[line.deed]
  return speak ? speak(line, line.facts as Facts) : { title: t('unknownDeed', { deed: line.deed }) }
}

/** Who did it; nobody stands behind a try that failed. */
export function doerOf(line: LogLine): string {
  return line.who ?? (line.deed === 'people.sign_in_failed' ? '' : t('server'))
}
