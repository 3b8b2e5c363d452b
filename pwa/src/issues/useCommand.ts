/** Gives a command of an issue: sealed as a letter, it leaves in its turn, with a network or without. */
import { ref } from 'vue'

import { about, versionAfter, type Issue } from './standing'
import { t } from './words'

import type { VariablesOf } from '@/api/reply'
import { newId } from '@/db/ids'
import type { LetterOperation } from '@/db/letter'
import { phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { seal, type Deed } from '@/outbox/seal'
import { afterSealing, noteFailure, useSync } from '@/outbox/useSync'
import { useSession } from '@/session/useSession'

type InputOf<K extends LetterOperation> = VariablesOf<K> extends { input: infer I } ? I : never
/** Operations about one issue that exists. */
export type IssueOperation = {
  [K in LetterOperation]: InputOf<K> extends { commandId: string; issueId: string } ? K : never
}[LetterOperation]
/** What the sheet says; ids, version and time are added here. */
export type Said<K extends IssueOperation> = Omit<InputOf<K>, 'commandId' | 'issueId' | 'expectedVersion' | 'sealedAt'>

export interface Around {
  photoIds?: readonly string[]
  draftKey?: string // the sheet's draft: gone when sealed, back when the person corrects
}

/** `name`: what the person calls it, for 待上传. `unversioned`: the command may be given to any version. */
export interface Given<K extends IssueOperation> {
  operation: K
  name: string
  unversioned?: boolean
  holdMs?: number // waits this long on the phone and can be taken back until then
}

export function useCommand<K extends IssueOperation>(issue: () => Issue, given: Given<K>) {
  const { me, grant } = useSession()
  const { letters } = useSync()
  const busy = ref(false)
  const trouble = ref('') // why nothing was kept, in words for the sheet
  const sealed = ref('') // the letter's id, once there is one

  /** True when it is safe on the phone. */
  async function send(said: Said<K>, { photoIds = [], draftKey }: Around = {}): Promise<boolean> {
    const [person, acting, subject] = [me.value?.person.id, grant.value?.id, issue()]
    if (!person || !acting || busy.value) return false
    busy.value = true
    trouble.value = ''
    const version = versionAfter(subject.version, about(letters.value, subject.id))
    const input = {
      commandId: newId(),
      issueId: subject.id,
      ...(given.unversioned ? {} : { expectedVersion: version }),
      ...said,
    }
    const title = t('letter', { name: given.name, number: subject.number ?? subject.title })
    const deed = { operation: given.operation, input, subjectId: subject.id, personId: person, grantId: acting, title }
    try {
      const more = { photoIds: [...photoIds], draftKey, holdMs: given.holdMs }
      sealed.value = (await seal(phone(), { ...deed, ...more } as unknown as Deed<K>, new Date())).id
      await afterSealing()
      return true
    } catch (failure) {
      noteFailure(failure)
      trouble.value = failure instanceof SpaceFull ? t('fullText') : t('notKept')
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, trouble, send, sealed }
}
