import type { Catalogue } from './words'
import type zh from './evidence.zh'

export default {
  note: 'Taken {at}, check code {code}',
  noteCode: 'Check code {code}',
  noteTimeless: 'The photo does not say when it was taken, check code {code}',
  compare: 'Compare with what was taken',
  compareAgain: 'Compare again',
  comparing: 'Comparing the photos',
  same: '{n} {n|photo is|photos are} as taken',
  taken: 'taken {time}',
  timeless: '{n} {n|photo does|photos do} not say when {n|it was|they were} taken',
  differs: 'Photo {n} is not as it was taken',
  differsDo: 'Please tell the office; they find out how the photo changed.',
  unknown: '{n} {n|photo|photos} not compared yet; connect and look again',
} satisfies Catalogue<typeof zh>
