/** A new pair of keys in three steps: passphrase, backup file saved and chosen again, published. */
import { computed, ref, shallowRef } from 'vue'

import { backupOf, makeKeys, PASSPHRASE_LEAST, type KeyFile } from './keys'
import { backupIn } from './useKeys'
import { t } from './words'

import { download } from '@/waiting/download'

export function useNewKey(publish: (file: KeyFile) => Promise<string>, done: () => void) {
  const step = ref<'passphrase' | 'backup' | 'publish'>('passphrase')
  const [first, second] = [ref(''), ref('')]
  const made = shallowRef<KeyFile | null>(null)
  const busy = ref(false)
  const asked = ref(false)
  const said = ref('')
  const short = computed(() => [...first.value].length < PASSPHRASE_LEAST)

  async function doing(deed: () => Promise<void>): Promise<void> {
    if (busy.value) return
    busy.value = true
    said.value = ''
    try {
      await deed()
    } finally {
      busy.value = false
    }
  }

  const make = (): Promise<void> =>
    doing(async () => {
      asked.value = true
      if (short.value || first.value !== second.value) return
      made.value = await makeKeys(first.value, new Date())
      first.value = second.value = ''
      step.value = 'backup'
    })

  /** What lies on the disk is what can be loaded again: proven before anything is sealed for it. */
  const check = (files: File[]): Promise<void> =>
    doing(async () => {
      const again = await backupIn(files[0])
      if (JSON.stringify(again) === JSON.stringify(made.value)) step.value = 'publish'
      else said.value = t('backupOther')
    })

  const publishIt = (): Promise<void> =>
    doing(async () => {
      if (!made.value) return
      said.value = await publish(made.value)
      if (!said.value) done()
    })

  return {
    step, first, second, made, busy, said, make, check, publishIt,
    save: () => made.value && download(backupOf(made.value)),
    shortError: computed(() => (asked.value && short.value ? t('passShort', { n: PASSPHRASE_LEAST }) : '')),
    unequal: computed(() => (asked.value && first.value !== second.value ? t('passUnequal') : '')),
  }
}
