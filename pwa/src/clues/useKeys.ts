/** The custodian's keys: the one published, those in this browser, and what is unlocked while the page is open. */
import { computed, onMounted, onScopeDispose, ref, shallowRef } from 'vue'

import { fingerprintShown, keyFileIn, unlock, WrongPassphrase, type KeyFile, type OpenKey } from './keys'
import { keepKey, keysOf } from './store'
import { t } from './words'

import { call } from '@/api/call'
import type { ValueOf } from '@/api/reply'
import { useAnswer, type Answered } from '@/api/useAnswer'
import { SpaceFull } from '@/db/phone'
import { refusalWords } from '@/locales/refusalWords'
import { useSession } from '@/session/useSession'

const FILE_BYTES_MOST = 10_000 // a backup file has about 700

export function useKeys() {
  const { me } = useSession()
  const present = useAnswer('ClueKey', {})
  const own = shallowRef<KeyFile[]>([])
  const fingerprint = shallowRef('') // of the published key, reckoned here
  const said = ref('')
  const personId = (): string => me.value?.person.id ?? ''

  async function look(): Promise<void> {
    await present.refresh()
    fingerprint.value = await fingerprintShown(present.value.value?.publicKey)
  }

  async function refresh(): Promise<void> {
    own.value = await keysOf(personId())
    await look()
  }

  async function load(files: File[]): Promise<void> {
    const file = await backupIn(files[0])
    said.value = file ? (await kept(() => keepKey(personId(), file))) || t('loaded', { fingerprint: file.fingerprint }) : t('loadWrong')
    own.value = await keysOf(personId())
  }

  /** Into this browser first, then to the server. '' when it is published, else what went wrong. */
  async function publish(file: KeyFile): Promise<string> {
    const full = await kept(() => keepKey(personId(), file))
    if (full) return full
    const reply = await call('PublishClueKey', { id: file.keyId, publicKey: file.publicKey })
    if (reply.kind === 'refused') return refusalWords(reply.refusal)
    if (reply.kind !== 'answer') return reply.kind === 'offline' ? t('publishOffline') : t('publishFault')
    const mine = await keysOf(personId())
    await look()
    own.value = mine // with the answer, so that the new key is not shown as unpublished in between
    said.value = t('published')
    return ''
  }

  onMounted(refresh)
  return {
    own, said, fingerprint, load, publish, ...useUnlocked(),
    present: present.value,
    trouble: present.trouble,
    fileOf: (keyId: string): KeyFile | undefined => own.value.find((one) => one.keyId === keyId),
    unpublished: computed(() => unpublishedOf(own.value[0], present)),
    hasPresent: computed(() => own.value.some(({ keyId }) => keyId === present.value.value?.id)),
  }
}

/** The newest of this browser, when it was made here and its publishing did not get through. */
function unpublishedOf(newest: KeyFile | undefined, { value, trouble }: Answered<ValueOf<'ClueKey'>>): KeyFile | null {
  const unsaid = value.value === null && trouble.value?.kind !== 'refused' // what is published is not known yet
  if (!newest || unsaid || newest.keyId === value.value?.id) return null
  return !value.value || Date.parse(newest.madeAt) > Date.parse(value.value.publishedAt) ? newest : null
}

/** A passphrase typed once serves while the page is open. */
function useUnlocked() {
  const unlocked = new Map<string, OpenKey>()
  onScopeDispose(() => unlocked.clear())

  /** Null: the passphrase is another one. */
  async function unlockWith(file: KeyFile, passphrase: string): Promise<OpenKey | null> {
    try {
      const key = await unlock(file, passphrase)
      unlocked.set(file.keyId, key)
      return key
    } catch (failure) {
      if (failure instanceof WrongPassphrase) return null
      throw failure
    }
  }
  return { unlockWith, unlockedOf: (keyId: string): OpenKey | undefined => unlocked.get(keyId) }
}

/** Null: no backup file of ours. */
export async function backupIn(file: File | undefined): Promise<KeyFile | null> {
  return file && file.size <= FILE_BYTES_MOST ? keyFileIn(await file.text()) : null
}

async function kept(keep: () => Promise<void>): Promise<string> {
  try {
    await keep()
    return ''
  } catch (failure) {
    if (failure instanceof SpaceFull) return t('full')
    throw failure
  }
}
