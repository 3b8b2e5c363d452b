/** What browsers have and jsdom lacks. */
import 'fake-indexeddb/auto'

performance.getEntriesByType ??= () => [] // a page that was opened, not reloaded
