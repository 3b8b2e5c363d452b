/** Who looks back and by when. Pure. */
import { t } from './words'

const IN_DAYS = 30 // the rule's own default for what promises no money

export interface PlanDraft {
  v: number
  ownerId: string
  ownerName: string
  dueOn: string
}

export function blankPlan(person: { id: string; name: string } | undefined, now: Date): PlanDraft {
  const day = new Date(now.getTime() + IN_DAYS * 86_400_000).toLocaleDateString('sv-SE')
  return { v: 1, ownerId: person?.id ?? '', ownerName: person?.name ?? '', dueOn: day }
}

export function planGap({ ownerId, dueOn }: PlanDraft): string {
  if (!ownerId) return t('ownerMissing')
  return dueOn ? '' : t('dayMissing')
}
