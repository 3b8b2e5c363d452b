/** What can be read without a network (DECISIONS 25): the wholes behind a list, and thumbnails of the photos they show. */
import { keepThumbs, type WantedThumb } from './thumbs'

import { keepEach, type Listed } from '@/api/keepEach'
import { ask } from '@/api/ask'
import type { ValueOf } from '@/api/reply'
import { phone } from '@/db/open'

type Visit = ValueOf<'Visit'>
type Issue = ValueOf<'Issue'>
type Photos = readonly { id: string }[]

/** One's own reports. `over`: the page has gone. */
export async function keepReports(visits: readonly Listed[], issues: readonly Listed[], over: () => boolean): Promise<void> {
  const mine = [...(await keepEach('Visit', visits, over)).map(shownBy), ...(await keepEach('Issue', issues, over)).map(shownByIssue)]
  await keepThumbs(phone(), mine.flat(), over)
}

/** Issues that a unit has to work on; those to be acknowledged with what a decline may propose. */
export async function keepAssigned(lines: readonly (Listed & { state: string })[], over: () => boolean): Promise<void> {
  const toTake = new Set(lines.filter(({ state }) => state === 'ASSIGNED').map(({ id }) => id))
  const issues = await keepEach('Issue', lines, over, async ({ id }) => {
    if (toTake.has(id)) await ask('HandlingChoices', { issueId: id }, { phone: phone() })
  })
  await keepThumbs(phone(), issues.flatMap(shownByIssue), over)
}

function shownBy({ photos, issues, supplements, latest }: Visit): WantedThumb[] {
  return wanted([photos, ...issues.map((one) => one.photos), ...supplements.map((one) => one.photos)], latest.startedAt)
}

function shownByIssue({ photos, steps, assignedAt, reportedAt }: Issue): WantedThumb[] {
  return wanted([photos, ...steps.map((one) => one.photos)], assignedAt ?? reportedAt)
}

function wanted(groups: readonly Photos[], at: string): WantedThumb[] {
  return groups.flat().map(({ id }) => ({ id, at }))
}
