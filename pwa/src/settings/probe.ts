/** Finds out what this browser has, without asking the person for anything. */
import type { Probe } from './capability'

import { canScan } from '@/enterprises/scanning'
import { permissionOf } from '@/ui/permission'

const PATIENCE_MS = 8000

export async function probe(): Promise<Probe> {
  const [reached, stores, space, persisted, position, camera, offline] = await Promise.all([
    reach(),
    canStore(),
    estimate(),
    isPersisted(),
    positionState(),
    cameraState(),
    offlineState(),
  ])
  return {
    ...reached,
    stores,
    persisted,
    ...space,
    push: pushState(),
    position,
    camera,
    scans: canScan(),
    offline,
    version: __APP_VERSION__,
    agent: navigator.userAgent,
  }
}

/** An answer of the server itself: a captive portal's page is none. */
async function reach(): Promise<Pick<Probe, 'answeredMs' | 'clockAheadMs'>> {
  const giveUp = new AbortController()
  const clock = setTimeout(() => giveUp.abort(), PATIENCE_MS)
  const start = performance.now()
  try {
    const reply = await fetch(new URL('healthz', document.baseURI), { cache: 'no-store', signal: giveUp.signal })
    const answeredMs = performance.now() - start
    if (!reply.headers.get('content-type')?.startsWith('application/json')) return { answeredMs: null, clockAheadMs: null }
    const date = Date.parse(reply.headers.get('date') ?? '')
    return { answeredMs, clockAheadMs: Number.isNaN(date) ? null : Date.now() - date - answeredMs / 2 }
  } catch {
    return { answeredMs: null, clockAheadMs: null } // not reached is a finding, shown as 连不上
  } finally {
    clearTimeout(clock)
  }
}

function canStore(): Promise<boolean> {
  return new Promise((resolve) => {
    if (!('indexedDB' in window)) return resolve(false)
    const asked = indexedDB.open('blt-probe')
    asked.onerror = () => resolve(false)
    asked.onsuccess = () => {
      asked.result.close()
      indexedDB.deleteDatabase('blt-probe')
      resolve(true)
    }
  })
}

async function estimate(): Promise<Pick<Probe, 'usedBytes' | 'quotaBytes'>> {
  const told = await navigator.storage?.estimate?.()
  return { usedBytes: told?.usage ?? null, quotaBytes: told?.quota ?? null }
}

async function isPersisted(): Promise<boolean | null> {
  return (await navigator.storage?.persisted?.()) ?? null
}

async function positionState(): Promise<Probe['position']> {
  return 'geolocation' in navigator && window.isSecureContext ? permissionOf('geolocation') : 'none'
}

/** The list of devices comes without asking; only their names would need a permission. */
async function cameraState(): Promise<Probe['camera']> {
  if (!navigator.mediaDevices?.enumerateDevices) return 'closed'
  const devices = await navigator.mediaDevices.enumerateDevices()
  return devices.some(({ kind }) => kind === 'videoinput') ? permissionOf('camera') : 'none'
}

function pushState(): Probe['push'] {
  return 'PushManager' in window && 'Notification' in window ? Notification.permission : 'none'
}

async function offlineState(): Promise<Probe['offline']> {
  if (!navigator.serviceWorker) return 'none'
  return (await navigator.serviceWorker.getRegistration())?.active ? 'ready' : 'preparing'
}
