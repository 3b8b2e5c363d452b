import type zh from './confirming.zh'

import type { Catalogue } from './words'

export default {
  ask: 'Ask for confirmation',
  notYet: 'The enterprise has not been asked yet.',
  asked: 'A link was given, good until {day}; waiting for their answer.',
  answered: 'Answered by the enterprise, {moment}. You do not see the rating.',
  lead: 'Let them scan the code with their own phone, or send them the link.',
  answeredAt: '{moment}. You do not see the rating.',
  making: 'Making the link',
  code: 'Code for their confirmation',
  link: 'Link',
  valid: 'Good until {day}, for one answer. They confirm and rate; you do not see the rating.',
  send: 'Send it',
  copy: 'Copy the link',
  copied: 'Copied; paste it into a message',
  notCopied: 'Not copied: press long on the link and copy it.',
  message: 'Hello, we noted that this was solved on the spot: {title}. Please confirm here (good until {day}):',
  offline: 'No network: no link can be made.',
  offlineText: 'Open this visit again with a network, tap “Ask for confirmation” and send them the link; any time within 30 days.',
  fault: 'The server failed, no link was made.',
  faultText: 'Try again in a while, or give number {incident} to support.',
  refused: 'No link was made',
  done: 'Answered by the enterprise',
  close: 'Close',
  again: 'Try again',
  offer: 'Something was solved on the spot: let the enterprise confirm it',
} as const satisfies Catalogue<typeof zh>
