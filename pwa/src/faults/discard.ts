/** A draft thrown away by its writer: gone at once, for eight seconds it can be brought back. */
import type { Router } from 'vue-router'

import { HOME, stepPath } from './paths'
import type { FaultForm } from './useFaultForm'
import { t } from './words'

import { noteFailure } from '@/outbox/useSync'
import { toast } from '@/ui/toast'
import { discardDraft } from '@/visits/discard'

export async function discardFault(form: FaultForm, router: Router): Promise<void> {
  const { id } = form.draft.value
  form.saving.value = true // what goes away now goes by this page's own hand
  try {
    await form.voice.settled()
    const { undo, forget } = await form.sealing(() => discardDraft(form.phone, form.key, new Date()))
    const back = (): Promise<unknown> => undo().then(() => router.push(stepPath(id, 1)))
    toast({
      text: t('discarded'),
      icon: 'trash',
      action: { label: t('undo'), run: () => void back().catch(noteFailure) },
      gone: () => void forget().catch(noteFailure),
    })
    await router.replace(HOME)
  } catch (failure) {
    noteFailure(failure)
    form.trouble.value = 'fault'
  } finally {
    form.saving.value = false
  }
}
