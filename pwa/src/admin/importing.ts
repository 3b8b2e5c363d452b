/** A table goes to the server, is checked there, and applied when the admin has read what it would do. */
import type { Duty } from './duties'
import { call } from '@/api/call'
import { appAddress, Offline } from '@/api/reach'
import { refusalIn, type Reply, type ValueOf } from '@/api/reply'
import { sendBytes } from '@/api/upload'

export type Job = ValueOf<'ImportJob'>
export type Finding = Job['findings'][number]
export const KINDS = ['regions', 'units', 'people', 'enterprises', 'pairings'] as const
export type Kind = (typeof KINDS)[number]

/** Accounts are brought by who keeps them, everything else by who keeps the system. */
export const kindsOf = (duties: readonly Duty[]): Kind[] =>
  KINDS.filter((kind) => duties.includes(kind === 'people' ? 'SEC_ADMIN' : 'SYS_ADMIN'))

export const templateOf = (kind: Kind, as: 'csv' | 'xlsx'): string =>
  new URL(`imports/template/${kind}.${as}`, appAddress()).href
export const findingsOf = (id: string): string => new URL(`imports/${id}/findings.csv`, appAddress()).href

export const jobNow = (id: string) => call('ImportJob', { id })
export const applyJob = (id: string) => call('ApplyImport', { id })

/** The findings of one row, together. Row 0 is about the whole file. */
export interface RowFindings {
  row: number
  wrong: boolean
  findings: Finding[]
}

export function byRow(findings: readonly Finding[]): RowFindings[] {
  const rows = new Map<number, RowFindings>()
  for (const one of findings) {
    const at = rows.get(one.row) ?? { row: one.row, wrong: false, findings: [] }
    at.findings.push(one)
    at.wrong ||= one.severity === 'wrong'
    rows.set(one.row, at)
  }
  return [...rows.values()].sort((a, b) => Number(b.wrong) - Number(a.wrong) || a.row - b.row)
}

/** Still at work on the server. */
export const isUnderWay = (job: Job): boolean => job.state === 'CHECKING' || job.state === 'APPLYING'

const WITHIN_MS = 30_000

/** The job's id. `grantId` is the admin's own grant: another site's page cannot send it. */
export async function upload(kind: Kind, file: File, grantId: string, onPercent: (n: number) => void): Promise<Reply<string>> {
  const headers = {
    'content-type': 'application/octet-stream',
    'x-file-name': encodeURIComponent(file.name),
    'x-acting-grant': grantId,
  }
  try {
    const body = await file.arrayBuffer()
    const { body: said } = await sendBytes(`imports?kind=${kind}`, { method: 'POST', headers, body, timeoutMs: WITHIN_MS, onPercent })
    if (typeof said.id === 'string') return { kind: 'answer', value: said.id }
    const refusal = refusalIn(said)
    return refusal ? { kind: 'refused', refusal } : { kind: 'fault', incident: '' }
  } catch (failure) {
    if (failure instanceof Offline) return { kind: 'offline' }
    throw failure
  }
}
