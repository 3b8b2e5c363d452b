import type zh from './voice.zh'
import type { Catalogue } from './words'

export default {
  say: 'Rather not type? Tap and say it',
  stop: 'Stop and listen',
  asking: 'Opening the microphone, please allow it',
  left: 'Recording, {n} {n|second|seconds} left',
  recordingSaid: 'Recording, 60 seconds at most',
  kept: 'The recording is on this phone. Tap to listen',
  listen: 'Listen to your recording',
  remove: 'Remove the recording and say it again',
  known: 'Who knows you may know your voice. Only the office can hear it, the unit cannot. If you mind, write.',
  denied: 'The microphone was not allowed. Writing works just as well. To record, allow it in the settings of the phone and tap again.',
  absent: 'This phone or this window cannot record. Writing works just as well.',
  failed: 'Nothing was recorded. Writing works just as well, or tap again.',
  listenReporter: 'Listen to the reporter',
  ownNote: 'Only you and the office can hear it.',
  protectedNote: 'Who knows them may know the voice: no loudspeaker, and tell the unit nothing of accent or manner.',
  notPlayed: 'It did not play. Without a network it cannot be heard; with one, try another phone or computer.',
  again: 'Try again',
} satisfies Catalogue<typeof zh>
