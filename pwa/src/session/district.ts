/** What anybody may know of the district: for a phone on which nobody is in (GET district.json). */
import { reach } from '@/api/reach'

export interface OpenDistrict {
  name: string
  hotline: string
  sessionDays: number
  retentionMonthsOfPositions: number
  retentionYearsOfPhotos: number
}

const PATIENCE_MS = 8_000

/** Null when the server was not reached: then nothing is said of it. */
export async function askDistrict(): Promise<OpenDistrict | null> {
  try {
    const { status, body } = await reach('district.json', { method: 'GET', headers: {}, timeoutMs: PATIENCE_MS })
    return status === 200 ? (body as unknown as OpenDistrict) : null
  } catch (offline) {
    console.info('district not asked:', (offline as Error).message)
    return null
  }
}
