/** The link an officer hands over: made by the server, kept on this phone with its code, shown again until it ends. */
import { copyKey } from '@/api/ask'
import { call } from '@/api/call'
import type { Reply, ValueOf } from '@/api/reply'
import { copyOf, keepCopy } from '@/db/copies'
import type { Phone } from '@/db/open'

export type Link = ValueOf<'ConfirmationLink'>

const keyOf = (issueId: string): string => copyKey('ConfirmationLink', { issueId })

/** The one this phone made before, while it can be used. */
export async function keptLink(phone: Phone, issueId: string, now: Date): Promise<Link | null> {
  const link = (await copyOf(phone, keyOf(issueId)))?.value as Link | undefined
  return link && Date.parse(link.expiresAt) > now.getTime() ? link : null
}

/** A new one; it is kept before it is shown. */
export async function newLink(phone: Phone, issueId: string, now: Date): Promise<Reply<Link>> {
  const reply = await call('ConfirmationLink', { issueId })
  if (reply.kind === 'answer') await keepCopy(phone, { key: keyOf(issueId), value: reply.value, fetchedAt: now.toISOString() })
  return reply
}

/** The code as a picture's address; the one who shows it revokes it. The app's policy lets in no data: pictures. */
export function pictureOf({ svg }: Link): string {
  return URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
}
