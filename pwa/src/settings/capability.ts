/** What this phone can do for the app, judged from what a probe found. Pure: the probe asks no permission by itself. */
import { t } from './words'
import type { IconName } from '@/ui/icons'

export interface Probe {
  answeredMs: number | null // null: the server was not reached
  clockAheadMs: number | null // the phone's clock against the server's
  stores: boolean // IndexedDB can be opened
  persisted: boolean | null // null: the browser has no such promise
  usedBytes: number | null
  quotaBytes: number | null
  push: 'granted' | 'denied' | 'default' | 'none'
  position: 'granted' | 'denied' | 'prompt' | 'none'
  camera: 'granted' | 'denied' | 'prompt' | 'none' | 'closed' // none: there is none; closed: no page may have it here
  scans: boolean // the browser can read a code from a picture
  offline: 'ready' | 'preparing' | 'none'
  version: string
  agent: string
}

export interface Finding {
  key: string
  icon: IconName
  name: string
  text: string
  state: string
  level: 'fine' | 'unasked' | 'note' | 'bad'
}

const LOW_BYTES = 100_000_000
const CLOCK_MS = 60_000

export function judge(probe: Probe): Finding[] {
  return [connection(probe), ...storage(probe), push(probe), position(probe), camera(probe), clock(probe), opening(probe)]
}

/** The one sentence on top. */
export function verdict(findings: readonly Finding[]): string {
  const bad = (key: string): boolean => findings.some((one) => one.key === key && one.level === 'bad')
  if (bad('store')) return t('capBroken')
  if (bad('connection')) return t('capOffline')
  const notes = findings.filter((one) => one.level === 'note' || one.level === 'bad').length
  return notes === 0 ? t('capAllFine') : t('capFine', { n: notes })
}

/** Plain lines for support: states only, no person, no content. */
export function report(findings: readonly Finding[], probe: Probe): string {
  return [...findings.map((one) => `${one.name}: ${one.state}, ${one.text}`), `${probe.version} ${probe.agent}`].join('\n')
}

function connection({ answeredMs }: Probe): Finding {
  const base = { key: 'connection', icon: 'wifi' as const, name: t('capConnection') }
  if (answeredMs === null) return { ...base, text: t('connectionNone'), state: t('off'), level: 'bad' }
  const seconds = Math.max(0.1, answeredMs / 1000).toFixed(1)
  return { ...base, text: t('connectionFine', { seconds }), state: t('fine'), level: 'fine' }
}

function storage(probe: Probe): Finding[] {
  const store = { key: 'store', icon: 'disk' as const, name: t('capStore') }
  if (!probe.stores) return [{ ...store, text: t('storeNone'), state: t('absent'), level: 'bad' }]
  const kept = { key: 'persist', icon: 'disk' as const, name: t('capPersist') }
  const space = { key: 'space', icon: 'disk' as const, name: t('capSpace') }
  return [
    probe.persisted
      ? { ...kept, text: t('persistFine'), state: t('fine'), level: 'fine' }
      : { ...kept, text: t('persistNone'), state: t('notGranted'), level: 'note' },
    spaceOf(probe, space),
  ]
}

function spaceOf({ usedBytes, quotaBytes }: Probe, base: Pick<Finding, 'key' | 'icon' | 'name'>): Finding {
  if (usedBytes === null || quotaBytes === null) return { ...base, text: t('spaceUnknown'), state: t('normal'), level: 'unasked' }
  const facts = { used: bytes(usedBytes), left: bytes(quotaBytes - usedBytes) }
  return quotaBytes - usedBytes < LOW_BYTES
    ? { ...base, text: t('spaceLow', facts), state: t('low'), level: 'note' }
    : { ...base, text: t('spaceFine', facts), state: t('enough'), level: 'fine' }
}

function push(probe: Probe): Finding {
  const base = { key: 'push', icon: 'bell' as const, name: t('capPush') }
  if (probe.push === 'none') return { ...base, text: t('pushNone'), state: t('unreachable'), level: 'note' }
  if (probe.push === 'denied') return { ...base, text: t('pushDenied'), state: t('refusedByYou'), level: 'note' }
  if (probe.push === 'default') return { ...base, text: t('pushUnasked'), state: t('notAsked'), level: 'unasked' }
  return { ...base, text: t('pushFine'), state: t('fine'), level: 'fine' }
}

function position(probe: Probe): Finding {
  const base = { key: 'position', icon: 'pin' as const, name: t('capPosition') }
  if (probe.position === 'none') return { ...base, text: t('positionNone'), state: t('absent'), level: 'note' }
  if (probe.position === 'denied') return { ...base, text: t('positionDenied'), state: t('refusedByYou'), level: 'note' }
  if (probe.position === 'prompt') return { ...base, text: t('positionUnasked'), state: t('notAsked'), level: 'unasked' }
  return { ...base, text: t('positionFine'), state: t('fine'), level: 'fine' }
}

/** Photos come from the phone's own camera app or its album, which ask nobody; only scanning needs the page's own picture. */
function camera(probe: Probe): Finding {
  const base = { key: 'camera', icon: 'camera' as const, name: t('capCamera') }
  if (probe.camera === 'none') return { ...base, text: t('cameraNone'), state: t('absent'), level: 'note' }
  if (!probe.scans || probe.camera === 'closed') return { ...base, text: t('cameraNoScan'), state: t('fine'), level: 'fine' }
  if (probe.camera === 'denied') return { ...base, text: t('cameraDenied'), state: t('refusedByYou'), level: 'note' }
  if (probe.camera === 'prompt') return { ...base, text: t('cameraUnasked'), state: t('notAsked'), level: 'unasked' }
  return { ...base, text: t('cameraFine'), state: t('fine'), level: 'fine' }
}

function clock({ clockAheadMs: ahead }: Probe): Finding {
  const base = { key: 'clock', icon: 'clock' as const, name: t('capClock') }
  if (ahead === null) return { ...base, text: t('clockUnknown'), state: t('notAsked'), level: 'unasked' }
  if (Math.abs(ahead) < CLOCK_MS) {
    const seconds = Math.floor(Math.abs(ahead) / 1000) + 2 // the server's date has whole seconds
    return { ...base, text: t('clockFine', { seconds }), state: t('normal'), level: 'fine' }
  }
  const minutes = Math.round(Math.abs(ahead) / 60_000)
  return { ...base, text: t(ahead > 0 ? 'clockFast' : 'clockSlow', { minutes }), state: t('wrong'), level: 'note' }
}

function opening({ offline, version }: Probe): Finding {
  const base = { key: 'open', icon: 'cloudoff' as const, name: t('capOpen') }
  if (offline === 'none') return { ...base, text: t('openNone'), state: t('absent'), level: 'note' }
  if (offline === 'preparing') return { ...base, text: t('openNotYet'), state: t('notAsked'), level: 'unasked' }
  return { ...base, text: t('openFine', { version }), state: t('fine'), level: 'fine' }
}

function bytes(count: number): string {
  return count >= 1e9 ? `${(count / 1e9).toFixed(1)} GB` : `${Math.max(1, Math.round(count / 1e6))} MB`
}
