/** Right after a visit was kept: what was solved on the spot can be confirmed while they are still face to face. */
import { t } from './words'

import type { LogVisitInput } from '@/api/types'
import type { Letter } from '@/db/letter'
import { wordsReady } from '@/locales/words'
import { router } from '@/router'
import { toast } from '@/ui/toast'

export async function offer({ subjectId, variables }: Letter): Promise<void> {
  const { problems = [] } = variables.input as Partial<LogVisitInput>
  if (!problems.some(({ solved }) => solved)) return
  await wordsReady()
  toast({ text: t('offer'), icon: 'qr', action: { label: t('ask'), run: () => void router.push(`/reports/visit/${subjectId}`) } })
}
