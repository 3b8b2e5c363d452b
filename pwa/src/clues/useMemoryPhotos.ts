/** Photos of a hand-over, in memory only; gone with the page. */
import { computed, onScopeDispose, ref, shallowRef, type ShallowRef } from 'vue'

import { photoIn, PHOTOS_MOST } from './smallPhotos'

import { PhotoFault, type PhotoFaultCode } from '@/camera/faults'
import { newId } from '@/db/ids'
import { moved, type GridPhoto } from '@/ui/photos'

interface Kept {
  id: string
  src: string
  blob: Blob
}

export function useMemoryPhotos() {
  const kept = shallowRef<Kept[]>([])
  const adding = useAdding(kept)
  const removing = useRemoving(kept)

  function clear(): void {
    for (const { src } of kept.value) URL.revokeObjectURL(src)
    kept.value = []
    removing.forgetAll()
    adding.faults.value = []
    adding.tooMany.value = false
  }

  onScopeDispose(clear)
  return {
    ...adding, ...removing, clear,
    order: (ids: string[]) => (kept.value = ids.flatMap((id) => kept.value.filter((one) => one.id === id))),
    shown: computed<GridPhoto[]>(() => kept.value.map(({ id, src }) => ({ id, src }))),
    blobs: (): Blob[] => kept.value.map(({ blob }) => blob),
  }
}

function useAdding(kept: ShallowRef<Kept[]>) {
  const faults = ref<PhotoFaultCode[]>([])
  const working = ref(0)
  const tooMany = ref(false)

  async function add(files: File[]): Promise<void> {
    const room = PHOTOS_MOST - kept.value.length
    tooMany.value = files.length > room
    faults.value = []
    for (const file of files.slice(0, room)) {
      working.value += 1
      try {
        const blob = await photoIn(file)
        kept.value = [...kept.value, { id: newId(), src: URL.createObjectURL(blob), blob }]
      } catch (failure) {
        faults.value = [...faults.value, failure instanceof PhotoFault ? failure.code : 'unreadable']
      } finally {
        working.value -= 1
      }
    }
  }
  return { add, faults, working, tooMany }
}

/** Taken off at once; while the toast offers to undo it, the photo stays in memory. */
function useRemoving(kept: ShallowRef<Kept[]>) {
  const removed = new Map<string, Kept>()

  function remove(id: string): void {
    const one = kept.value.find((photo) => photo.id === id)
    if (one) removed.set(id, one)
    kept.value = kept.value.filter((photo) => photo.id !== id)
  }

  function restore(id: string, at: number): void {
    const one = removed.get(id)
    if (!one || kept.value.length >= PHOTOS_MOST) return
    removed.delete(id)
    kept.value = moved([...kept.value, one], kept.value.length, at)
  }

  function forget(id: string): void {
    const one = removed.get(id)
    if (one) URL.revokeObjectURL(one.src)
    removed.delete(id)
  }
  return { remove, restore, forget, forgetAll: () => [...removed.keys()].forEach(forget) }
}
