import type zh from './inbox.zh'
import type { Catalogue } from './words'

export default {
  title: 'Inbox',
  allRead: 'All read',
  yours: 'For you to do',
  unreadN: '{n} unread',
  unread: 'Unread',
  RETURNED_TO_ME: 'Returned to you',
  APPROVED: 'Approved',
  SUPPLEMENTED: 'Supplemented',
  TO_REVIEW: 'To review',
  NEWS: 'News',
  empty: 'Nothing new',
  emptyText: 'What is returned to you appears here at once, and all other news too.',
  notFetched: 'The inbox was not fetched',
  more: 'Earlier ones',
  moreMissed: 'The earlier ones were not fetched, tap once more.',
  moreOffline: 'No network: the earlier ones later.',
  foot: 'What was returned to you comes first. Opened, or two seconds on the screen, means read; “All read” leaves out what is for you to do.',
  offlineFoot: 'The latest are kept here; earlier ones when there is a network. What you read is noted and sent then.',
  letterTitle: 'Inbox: {n} read',
} satisfies Catalogue<typeof zh>
