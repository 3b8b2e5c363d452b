/** The decisions of the office as letters: held for ten seconds, then sent by the outbox like any other. */
import { t } from './words'

import type { Verdict } from '@/api/types'
import { copyOf, keepCopy } from '@/db/copies'
import { newId } from '@/db/ids'
import type { Letter } from '@/db/letter'
import type { Phone } from '@/db/open'
import { discard } from '@/outbox/hands'
import { seal } from '@/outbox/seal'

export const HOLD_MS = 10_000
const REASONS = 'phrases:return'
const MOST_REASONS = 6

/** Who decides, and in which role. */
export interface Decider {
  personId: string
  grantId: string
}

export interface Subject {
  id: string
  version: number
  enterprise: { name: string }
}

export function returnKey(visitId: string): string {
  return `return:${visitId}`
}

/** Raises: SpaceFull; nothing is decided then. */
export async function decide(
  phone: Phone,
  visit: Subject,
  said: { verdict: Verdict; reason: string },
  by: Decider,
  now: Date,
): Promise<Letter> {
  const { verdict, reason } = said
  const back = verdict === 'RETURNED'
  const letter = await seal(
    phone,
    {
      ...by,
      operation: 'ReviewVisit',
      input: { commandId: newId(), visitId: visit.id, expectedVersion: visit.version, verdict, reason: reason.trim() },
      subjectId: visit.id,
      title: back ? t('letterReturn', { name: visit.enterprise.name }) : t('letterApprove', { name: visit.enterprise.name }),
      draftKey: back ? returnKey(visit.id) : undefined,
      holdMs: HOLD_MS,
    },
    now,
  )
  if (back) await noteReason(phone, reason.trim(), now)
  return letter
}

/** Raises: SpaceFull. */
export async function correctEnterprise(
  phone: Phone,
  visit: Subject,
  to: { enterpriseId: string; reason: string },
  by: Decider,
  now: Date,
): Promise<void> {
  await seal(
    phone,
    {
      ...by,
      operation: 'CorrectEnterprise',
      input: { commandId: newId(), visitId: visit.id, expectedVersion: visit.version, ...to },
      subjectId: visit.id,
      title: t('letterCorrect', { name: visit.enterprise.name }),
    },
    now,
  )
}

/** A decision that the server would not take leaves before the next one is made: it would hold that one up. */
export async function dropRefused(phone: Phone, letters: readonly Pick<Letter, 'id' | 'subjectId' | 'state'>[], visitId: string): Promise<void> {
  for (const { id, subjectId, state } of letters) {
    if (subjectId === visitId && state === 'refused') await discard(phone, id)
  }
}

/** The last used first. */
export async function recentReasons(phone: Phone): Promise<string[]> {
  return ((await copyOf(phone, REASONS))?.value as string[] | undefined) ?? []
}

async function noteReason(phone: Phone, reason: string, now: Date): Promise<void> {
  const value = [...new Set([reason, ...(await recentReasons(phone))])].slice(0, MOST_REASONS)
  await keepCopy(phone, { key: REASONS, value, fetchedAt: now.toISOString() }).catch((failure: Error) =>
    console.info('reason not kept:', failure.name), // only its chip is missing
  )
}
