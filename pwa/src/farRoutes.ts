/** The rooms that an officer's first page does not need: review, office, ledger, fault-finding, administration. */
import type { RouteRecordRaw } from 'vue-router'

import { pagesOf, type Page } from '@/shell/pages'

const page = pagesOf(import.meta.glob<Page>('./{faults,review,issues,office,ledger,due,clues,intake,admin}/*Page.vue'))

export const far: RouteRecordRaw[] = [
  ...page('/faults', 'faults/FaultsPage', { list: true }),
  ...page('/faults/draft/:id', 'faults/FaultFormPage', { kept: true }),
  ...page('/faults/done/:id', 'faults/FaultDonePage', { kept: true }),
  ...page('/faults/:id', 'faults/FaultPage'),
  ...page('/review', 'review/ReviewQueuePage', { list: true }),
  ...page('/review/:id', 'review/ReviewPage'),
  ...page('/submissions', 'review/SubmissionsPage', { list: true }),
  ...page('/submissions/:id', 'review/SubmissionPage'),
  ...page('/todo', 'issues/TodoPage', { list: true }),
  ...page('/triage', 'office/TriagePage', { list: true }),
  ...page('/triage/:id', 'office/TriageOnePage'),
  ...page('/board', 'office/BoardPage', { list: true }),
  ...page('/overdue', 'office/OverduePage', { list: true }),
  ...page('/call-backs', 'office/CallBacksPage', { list: true }),
  ...page('/look-backs', 'office/LookBacksPage', { list: true }),
  ...page('/identities', 'office/IdentityReadingsPage'),
  ...page('/ledger', 'ledger/LedgerPage', { list: true }),
  ...page('/search', 'ledger/SearchPage', { list: true }),
  ...page('/calendar', 'due/CalendarPage'),
  ...page('/simulator', 'due/SimulatorPage'),
  ...page('/clues', 'clues/CluesPage', { list: true }),
  ...page('/clues/new', 'clues/HandOverPage'),
  ...page('/desk', 'intake/DeskPage', { kept: true }),
  ...page('/admin/:part(.*)*', 'admin/AdminPage'),
]
