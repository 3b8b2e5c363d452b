/** What has to be done about this phone's doorbell when the app opens. Pure. */

/** What this phone told the server last. */
export interface Told {
  personId: string
  endpoint: string
  doorbellId: string
}

export interface Standing {
  personId: string
  wanted: boolean // this person turned push on, on this phone
  endpoint: string | null // of the browser's subscription; null: none
  sameKey: boolean // it was made for the server's present key
  told: Told | null
  healthy: boolean | null // what the server says of the doorbell told; null: it knows no such doorbell
}

/** subscribe: make one and tell it; renew: the old one is of no use; tell: the server does not know it as this person's. */
export type Step = 'nothing' | 'subscribe' | 'renew' | 'tell'

export function stepAtOpening({ personId, wanted, endpoint, sameKey, told, healthy }: Standing): Step {
  if (endpoint === null) return wanted ? 'subscribe' : 'nothing'
  if (!sameKey) return 'renew'
  if (told?.personId !== personId || told.endpoint !== endpoint) return 'tell'
  return healthy ? 'nothing' : 'renew'
}
