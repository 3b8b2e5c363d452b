/** People and what they hold: questions and deeds over the network; nothing of it is kept on the device. */
import { dayIn, endOf, lastDay, startOf } from './dates'
import { DUTIES } from './duties'
import { listOf, yes, type Values } from './fields'
import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import type { Environment, Role } from '@/api/types'

export type Person = ValueOf<'People'>['items'][number]
export type PersonGrant = Person['grants'][number]

export const ROLES: readonly Role[] = [
  'LIAISON',
  'SPECIAL_SUPERVISOR',
  'HANDLER',
  'SUPERVISOR',
  'APPROVER',
  'LEADER',
  'CUSTODIAN',
  'ADMIN',
]

export const BUNDLES = ['OFFICE', 'STREET', 'DISC_REVIEWER', 'DISC_LEAD', 'CALLBACK', 'INTAKE', 'LEGAL', 'JOINT_COORD', 'POLICY_EDITOR', 'UNIT_LEAD'] as const

/** What a grant of each role may carry; a role that is not here carries nothing. */
const BUNDLES_OF: Partial<Record<Role, readonly string[]>> = {
  HANDLER: BUNDLES,
  SUPERVISOR: BUNDLES,
  ADMIN: DUTIES,
}

export const findPeople = (text: string, after: string | null, first = 30) => call('People', { text: text.trim(), first, after })

/** A new account answers with its first password; it is not shown again. */
export const savePerson = (id: string, values: Values): Promise<Reply<ValueOf<'SavePerson'>>> =>
  call('SavePerson', {
    input: {
      id,
      name: values.name ?? '',
      phone: values.phone ?? '',
      title: values.title ?? '',
      unitId: values.unitId || null,
      active: yes(values.active),
    },
  })

export const saveGrant = (id: string, personId: string, values: Values) =>
  call('SaveGrant', {
    input: {
      id,
      personId,
      role: values.role as Role,
      unitId: values.unitId || null,
      region: values.region || null,
      ...carriedBy(values),
      fromAt: startOf(values.fromAt ?? ''),
      untilAt: endOf(values.untilAt ?? ''),
    },
  })

/** How long and with what; role and reach of a grant never change. A day left as it was keeps its moment. */
export const changeGrant = ({ id, role, unit, region, fromAt, untilAt }: PersonGrant, personId: string, values: Values) =>
  call('SaveGrant', {
    input: {
      id,
      personId,
      role,
      unitId: unit?.id ?? null,
      region: region?.code ?? null,
      ...carriedBy(values),
      fromAt: values.fromAt === dayIn(fromAt) ? fromAt : startOf(values.fromAt ?? ''),
      untilAt: values.untilAt === lastDay(untilAt) ? untilAt : endOf(values.untilAt ?? ''),
    },
  })

/** What the form of a grant begins with. */
export const valuesOf = ({ role, bundles, environments, fromAt, untilAt }: PersonGrant): Values => ({
  role,
  bundles: bundles.join(','),
  environments: environments.join(','),
  fromAt: dayIn(fromAt),
  untilAt: lastDay(untilAt),
})

const carriedBy = (values: Values) => ({
  bundles: listOf(values.bundles ?? '').filter((one) => BUNDLES_OF[values.role as Role]?.includes(one)),
  environments: listOf(values.environments ?? '') as Environment[],
})

/** It was in force and is no more. */
export const endGrant = (id: string) => call('EndGrant', { id })

export const resetCode = (personId: string) => call('IssueResetCode', { personId })

export const lendGrant = (id: string, grantId: string, values: Values) =>
  call('LendGrant', { input: { id, grantId, ...period(values), toPersonId: values.toPersonId ?? '' } })

/** `at`: when the form was opened, so that the same deed sent again is the same. */
export const handOver = (id: string, at: string, values: Values) =>
  call('HandOverPairings', {
    input: {
      id,
      fromPersonId: values.fromPersonId ?? '',
      toPersonId: values.toPersonId ?? '',
      at,
      reason: values.reason ?? '',
    },
  })

export const lendPairings = (id: string, values: Values) =>
  call('LendPairings', {
    input: {
      id,
      fromPersonId: values.fromPersonId ?? '',
      toPersonId: values.toPersonId ?? '',
      reason: values.reason ?? '',
      ...period(values),
    },
  })

function period(values: Values): { fromAt: string; untilAt: string } {
  return { fromAt: startOf(values.fromAt ?? ''), untilAt: endOf(values.untilAt ?? '') ?? '' }
}
