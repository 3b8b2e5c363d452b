/** Whether this browser can ring, and if not, why: said in words, for the remedy differs. Pure but for `factsHere`. */

export type Unable = 'plain' | 'ios' | 'unsupported' | 'denied'

export interface Facts {
  secure: boolean // https or localhost
  worker: boolean
  push: boolean
  permission: NotificationPermission | null // null: this browser has no notifications
  ios: boolean
  installed: boolean
}

/** Null: it can, or can be asked. */
export function unable({ secure, worker, push, permission, ios, installed }: Facts): Unable | null {
  if (!secure) return 'plain'
  if (ios && !installed && !push) return 'ios' // there pushes come to apps on the home screen only
  if (!worker || !push || permission === null) return 'unsupported'
  return permission === 'denied' ? 'denied' : null
}

/** Whether the person can still be asked: neither answered yet, nor impossible. */
export function offerable(facts = factsHere()): boolean {
  return unable(facts) === null && facts.permission === 'default'
}

export function factsHere(): Facts {
  const touchMac = /Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1 // an iPad calls itself a Mac
  return {
    secure: window.isSecureContext,
    worker: 'serviceWorker' in navigator,
    push: 'PushManager' in window,
    permission: 'Notification' in window ? Notification.permission : null,
    ios: touchMac || /iPhone|iPad|iPod/.test(navigator.userAgent),
    installed: window.matchMedia('(display-mode: standalone)').matches,
  }
}
