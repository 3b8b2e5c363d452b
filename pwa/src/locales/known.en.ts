import type zh from './known.zh'

import type { Catalogue } from './words'

export default {
  maybeKnown: 'This may have been reported',
  mine: 'Reported by you',
  reportedOn: 'reported {day}',
  same: 'The same, I met this too',
  sameMine: 'The same, not again',
  look: 'Look first',
  over: 'This one is closed. If it came back, report it as usual.',
  letter: 'I met this too {number}',
  said: '“I met this too” is noted for {number}; it is not reported again here',
  undo: 'Undo',
  undone: 'Undone, the problem is back in the visit',
  tooLate: 'It has been sent and cannot be taken back. To report it by itself, add a problem.',
  notKept: 'Not noted, please tap again. What you wrote is kept.',
  full: 'The phone is full, nothing was noted. Send some of what waits first, then tap again.',
  badPhoto: 'A photo cannot be read. Replace or delete it first, then tap again.',
} as const satisfies Catalogue<typeof zh>
