/** Where to go after signing in: only a path of this app, whatever the address said. */
export function insideOnly(next: unknown): string {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
}
