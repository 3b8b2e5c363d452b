/** An Excel file: asked for, watched while the server writes it, then there to fetch. */
import { computed, onScopeDispose, shallowRef } from 'vue'

import { filterOf, type Look } from './look'
import { t } from './words'

import { call } from '@/api/call'
import type { ValueOf } from '@/api/reply'
import { newId } from '@/db/ids'
import { refusalWords } from '@/locales/refusalWords'
import { toast } from '@/ui/toast'

const LOOK_EVERY_MS = 1500
type Job = ValueOf<'LedgerExports'>['items'][number]

export function useExport() {
  const job = shallowRef<Job | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  async function start(look: Look, snapshotId: string | null = null): Promise<void> {
    const input = { id: newId(), filter: filterOf(look), snapshotId }
    const reply = await call('ExportLedger', { input, order: look.order ?? 'NEWEST' })
    if (reply.kind === 'answer') {
      job.value = reply.value
      toast({ text: t('exportWaits'), icon: 'check' })
      watchOn()
      return
    }
    toast({ text: reply.kind === 'refused' ? refusalWords(reply.refusal) : t('exportNotAsked'), icon: 'info' })
  }

  function watchOn(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void see(), LOOK_EVERY_MS)
  }

  async function see(): Promise<void> {
    const mine = job.value?.id
    if (!mine) return
    const reply = await call('LedgerExports')
    const seen = reply.kind === 'answer' ? reply.value.items.find((one) => one.id === mine) : undefined
    if (seen) job.value = seen
    if (!seen || seen.state === 'DUE' || seen.state === 'RUNNING') watchOn()
  }

  onScopeDispose(() => clearTimeout(timer))
  const said = computed(() => {
    if (!job.value) return ''
    const { state, done, total } = job.value
    if (state === 'READY') return t('exportReady', { n: done })
    return state === 'FAILED' || state === 'GONE' ? t('exportFailed') : t('exportRunning', { done, total })
  })
  return {
    job, said, start,
    address: computed(() => (job.value?.state === 'READY' ? new URL(`exports/${job.value.id}`, document.baseURI).href : '')),
    forget: () => (job.value = null),
  }
}
