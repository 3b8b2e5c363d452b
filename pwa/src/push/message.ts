/** What a push says, read from its bytes. Pure; the shape is that of Declarative Web Push (`"web_push": 8030`). */
import zh from '@/locales/alerts.zh'

export interface Alert {
  title: string
  url: string // where a tap leads: always inside the app
  tag: string // a later push with the same tag takes this one's place; '' none
  deliveryId: string // '' when the push names none: nothing to acknowledge
  badge: number | null // null: the push says nothing of it
}

/**
 * The push as an alert. Whatever cannot be read becomes a plain one that opens the inbox: a push that shows
 * nothing costs the permission. `scope` is the app's address, with its path prefix.
 */
export function alertIn(text: string | null, scope: string): Alert {
  const said = objectIn(text)
  const notification = isObject(said.notification) ? said.notification : {}
  const data = isObject(notification.data) ? notification.data : {}
  return {
    title: textOf(notification.title).slice(0, 200) || zh.plainAlert,
    url: inside(textOf(notification.navigate), scope),
    tag: textOf(notification.tag).slice(0, 64),
    deliveryId: textOf(data.d).slice(0, 64),
    badge: badgeIn(said.app_badge),
  }
}

/** An address inside the app; anything else opens the inbox. */
export function inside(address: string, scope: string): string {
  try {
    const url = new URL(address, scope).href
    if (address !== '' && url.startsWith(scope)) return url
  } catch {
    // no address at all: the same answer
  }
  return new URL('inbox', scope).href
}

/** The same address as the page's router names it. */
export function pathIn(url: string, scope: string): string {
  return url.startsWith(scope) ? `/${url.slice(scope.length)}` : '/inbox'
}

function badgeIn(said: unknown): number | null {
  const count = typeof said === 'string' && /^\d{1,6}$/.test(said) ? Number(said) : said
  return typeof count === 'number' && Number.isInteger(count) && count >= 0 ? count : null
}

function objectIn(text: string | null): Record<string, unknown> {
  try {
    const said: unknown = JSON.parse(text ?? '')
    return isObject(said) ? said : {}
  } catch {
    return {} // shown as a plain alert
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
