/** Opens one hand-over in this browser. What it says lives here while the sheet is open, and nowhere else. */
import { computed, onScopeDispose, ref, shallowRef } from 'vue'

import { fromBase64 } from './bytes'
import { ContentUnknown, type Content } from './content'
import { NotOpened, open } from './envelope'
import type { OpenKey } from './keys'
import type { useKeys } from './useKeys'
import { t } from './words'

import { call } from '@/api/call'
import { refusalWords } from '@/locales/refusalWords'
import type { GridPhoto } from '@/ui/photos'
import { download } from '@/waiting/download'

export function useOpening(clue: { id: string; keyId: string }, keys: ReturnType<typeof useKeys>) {
  const file = computed(() => keys.fileOf(clue.keyId))
  const passphrase = ref('')
  const content = shallowRef<Content | null>(null)
  const photos = shallowRef<GridPhoto[]>([])
  const busy = ref(false)
  const said = ref('')

  async function openIt(): Promise<void> {
    if (busy.value) return
    busy.value = true
    said.value = ''
    try {
      const key = keys.unlockedOf(clue.keyId) ?? (await unlocked())
      if (key) await openWith(key)
    } finally {
      busy.value = false
    }
  }

  async function unlocked(): Promise<OpenKey | null> {
    if (!file.value) return null
    if (passphrase.value === '') {
      said.value = t('passMissing')
      return null
    }
    const key = await keys.unlockWith(file.value, passphrase.value)
    if (!key) said.value = t('passWrong')
    else passphrase.value = ''
    return key
  }

  async function openWith(key: OpenKey): Promise<void> {
    const found = await fetched(clue.id, key)
    if (typeof found === 'string') said.value = found
    else {
      content.value = found
      photos.value = found.photos.map((bytes, at) => ({ id: String(at), src: URL.createObjectURL(jpeg(bytes)) }))
    }
  }

  onScopeDispose(() => {
    for (const { src } of photos.value) URL.revokeObjectURL(src)
    content.value = null
  })
  if (keys.unlockedOf(clue.keyId)) void openIt()
  return { file, passphrase, content, photos, busy, said, openIt, save: () => content.value && save(content.value) }
}

/** What it says, or in words why it does not open. Asked for each time: no copy stays on this computer. */
async function fetched(id: string, key: OpenKey): Promise<Content | string> {
  const reply = await call('ClueEnvelope', { id })
  if (reply.kind === 'refused') return refusalWords(reply.refusal)
  if (reply.kind !== 'answer') return reply.kind === 'offline' ? t('openOffline') : t('openFault')
  try {
    return await open(fromBase64(reply.value.envelope), key, id)
  } catch (failure) {
    if (failure instanceof NotOpened) return t('notOpened')
    if (failure instanceof ContentUnknown) return t('contentUnknown')
    throw failure
  }
}

/** The words and each photo as files of their own. */
function save({ text, issue, photos }: Content): void {
  const words = issue ? `${t('issue')}: ${issue}\n\n${text}\n` : `${text}\n`
  download(new File([words], 'clue.txt', { type: 'text/plain' }))
  photos.forEach((bytes, at) => download(new File([bytes], `clue-${at + 1}.jpg`, { type: 'image/jpeg' })))
}

function jpeg(bytes: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([bytes], { type: 'image/jpeg' })
}
