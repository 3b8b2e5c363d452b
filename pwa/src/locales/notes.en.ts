import type zh from './notes.zh'
import type { Catalogue } from './words'

export default {
  updateReady: 'A new version is ready. What you wrote is kept on this phone.',
  updateNow: 'Update now',
  updateLater: 'Later',
  updateKeeping: 'Keeping what you wrote…',
  updateHeld: 'Something is not kept yet, so no update for now. Wait for “on this phone” and tap again.',
  updatedElsewhere: 'Another window switched to the new version. What you wrote is kept; refresh this window when it suits you.',
  reload: 'Refresh',
  staleParts: 'The app has a new version; refresh to open this page. What you wrote is kept.',
  tooOld: 'The app has a new version: please update. What you wrote is on this phone and is sent after the update.',
  updateFetching: 'Fetching the new version…',
  lockedTitle: 'No contact with the server for 14 days',
  lockedText: 'To protect the firms, the directory and records are locked. Drafts and unsent records are still here. It opens by itself with a network.',
  tryNow: 'Try now',
  firstHelp: 'First time? See how it works in a minute.',
  firstHelpLook: 'Show me',
  firstHelpNo: 'No, thanks',
  nothingTitle: 'Nothing for you to do here yet',
  nothingAPPROVER: 'Inspections to approve will be here. For now, use the inbox.',
  toInbox: 'To the inbox',
  noGrantTitle: 'You have no role in force',
  noGrantText: 'It may have ended. Ask the administrator of your unit. Drafts and unsent records are still here.',
  notFoundTitle: 'No such page',
  notFoundText: 'The address may be wrong, or the page is gone.',
  toHome: 'Home',
} satisfies Catalogue<typeof zh>
