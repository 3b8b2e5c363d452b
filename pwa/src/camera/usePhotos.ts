/**
 * The photos of one group on a draft: their bytes lie in `photos`, their order in the draft (`ids`).
 * Files are worked off one at a time; what cannot be taken says why on its own tile, and the others stay.
 */
import { computed, onScopeDispose, reactive, ref, shallowReactive, watch, type Ref } from 'vue'

import { PhotoFault, type PhotoFaultCode } from './faults'
import type { SealedPhoto } from './seal'
import { unseenPicture } from './unseen'

import { newId } from '@/db/ids'
import type { Phone } from '@/db/open'
import { SpaceFull } from '@/db/phone'
import { dropTakenOff, keepPhoto, photoOf, putBack, takeOff } from '@/db/photos'
import type { PhotoRow } from '@/db/schema'

export interface AlbumPhoto {
  id: string
  src: string
  large?: string
  state?: 'kept' | 'waiting' | 'unreadable' // none: it is on the server
  fault?: PhotoFaultCode
}

export interface AlbumParts {
  phone: Phone
  owner: string // key of the draft
  ids: Ref<string[]> // order of the photos; written to
  max?: number
  onServer?: (id: string) => boolean // not kept here, shown from the server
  now?: () => Date
  seal?: (file: Blob, now: Date) => Promise<SealedPhoto>
  failed?: (failure: unknown) => void // a write that failed, for the strip
}

export type Album = ReturnType<typeof usePhotos>

const MOST = 9

export function usePhotos(parts: AlbumParts) {
  const pictures = shallowReactive(new Map<string, string>()) // id → object URL
  const pending = reactive<string[]>([]) // chosen, not worked off yet
  const bad = reactive<Bad[]>([])
  const shelf = new Shelf(parts, pictures)
  const bench = workOff(parts, shelf, pending, bad)

  const photos = computed<AlbumPhoto[]>(() => [
    ...parts.ids.value.map((id) => shelf.shown(id)),
    ...pending.map((id): AlbumPhoto => ({ id, src: '', state: 'waiting' })),
    ...bad.map(({ id, fault }): AlbumPhoto => ({ id, src: '', state: 'unreadable', fault })),
  ])
  const load = (): Promise<void> => shelf.load(parts.ids.value)

  watch(parts.ids, () => void load().catch((failure) => parts.failed?.(failure)), { immediate: true })
  onScopeDispose(() => shelf.close())

  return {
    photos,
    faults: computed(() => bad.map(({ fault }) => fault)),
    busy: computed(() => pending.length > 0),
    loaded: load,
    ...bench,
    ...handsOn(parts, bad),
  }
}

interface Bad {
  id: string
  fault: PhotoFaultCode
}

/** One file after another: sealed, kept, then noted in the draft. */
function workOff(parts: AlbumParts, shelf: Shelf, pending: string[], bad: Bad[]) {
  const tooMany = ref(0) // files beyond the limit, of the last choice
  let work: Promise<void> = Promise.resolve()

  async function take(id: string, file: Blob): Promise<void> {
    try {
      await shelf.keep(id, file)
      parts.ids.value = [...parts.ids.value, id]
    } catch (failure) {
      bad.push({ id, fault: faultOf(failure) })
      if (!(failure instanceof PhotoFault)) parts.failed?.(failure)
    } finally {
      pending.splice(pending.indexOf(id), 1)
    }
  }

  function add(files: readonly Blob[]): Promise<void> {
    const room = (parts.max ?? MOST) - parts.ids.value.length - pending.length
    const taken = files.slice(0, Math.max(0, room))
    tooMany.value = files.length - taken.length
    for (const file of taken) {
      const id = newId()
      pending.push(id)
      work = work.then(() => take(id, file))
    }
    return work
  }

  return { tooMany, add, settled: (): Promise<void> => work }
}

/** What the person does with photos that are there. */
function handsOn(parts: AlbumParts, bad: Bad[]) {
  const { ids, phone } = parts
  const now = parts.now ?? (() => new Date())
  const note = (deed: Promise<void>): void => void deed.catch((failure) => parts.failed?.(failure))
  return {
    remove(id: string): void {
      const at = bad.findIndex((one) => one.id === id)
      if (at >= 0) bad.splice(at, 1)
      if (!ids.value.includes(id)) return
      ids.value = ids.value.filter((one) => one !== id)
      note(takeOff(phone, id, now()))
    },
    async restore(id: string, at: number): Promise<void> {
      if (ids.value.includes(id)) return
      const known = parts.onServer?.(id) || (await photoOf(phone, id))
      if (!known) return // a photo that could never be read
      await putBack(phone, id)
      ids.value = [...ids.value.slice(0, at), id, ...ids.value.slice(at)]
    },
    forget(id: string): void {
      if (!ids.value.includes(id)) note(dropTakenOff(phone, id))
    },
    order(next: readonly string[]): void {
      const known = new Set(ids.value)
      ids.value = next.filter((id) => known.has(id))
    },
  }
}

function faultOf(failure: unknown): PhotoFaultCode {
  if (failure instanceof PhotoFault) return failure.code
  return failure instanceof SpaceFull ? 'phone_full' : 'unreadable'
}

/** Bytes to and from the phone, and the object URLs that show them. */
class Shelf {
  private closed = false

  constructor(
    private readonly parts: AlbumParts,
    private readonly pictures: Map<string, string>,
  ) {}

  shown(id: string): AlbumPhoto {
    if (this.parts.onServer?.(id)) return { id, src: `photos/${id}?size=thumb`, large: `photos/${id}` }
    return { id, src: this.pictures.get(id) ?? '', state: 'kept' }
  }

  async keep(id: string, file: Blob): Promise<void> {
    const now = this.parts.now?.() ?? new Date()
    const sealed = await (this.parts.seal ?? inTheDarkroom)(file, now)
    const row = rowOf(id, this.parts.owner, sealed, now)
    await keepPhoto(this.parts.phone, row)
    this.show(row)
  }

  async load(ids: readonly string[]): Promise<void> {
    for (const [id, url] of this.pictures) if (!ids.includes(id)) this.drop(id, url)
    for (const id of ids) {
      if (this.pictures.has(id) || this.parts.onServer?.(id)) continue
      const row = await photoOf(this.parts.phone, id)
      if (row && !this.pictures.has(id)) this.show(row)
    }
  }

  /** Nothing is shown any more: what comes from now on is kept and not drawn. */
  close(): void {
    this.closed = true
    for (const [id, url] of this.pictures) this.drop(id, url)
  }

  private show({ id, bytes, mime }: PhotoRow): void {
    if (this.closed) return
    this.pictures.set(id, URL.createObjectURL(mime === '' ? unseenPicture() : new Blob([bytes], { type: mime })))
  }

  private drop(id: string, url: string): void {
    URL.revokeObjectURL(url)
    this.pictures.delete(id)
  }
}

/** Fetched with the first photo: a visit needs none. */
async function inTheDarkroom(file: Blob, now: Date): Promise<SealedPhoto> {
  const { sealPhoto } = await import('./seal')
  return sealPhoto(file, now)
}

function rowOf(id: string, owner: string, sealed: SealedPhoto, now: Date): PhotoRow {
  return {
    id,
    owner,
    bytes: sealed.bytes,
    mime: sealed.mediaType === 'image/jpeg' ? sealed.mediaType : '',
    sha256: sealed.sha256,
    evidenceSha256: '',
    takenAt: sealed.takenAt,
    place: sealed.place,
    keptAt: now.toISOString(),
    removedAt: '',
    letterId: '',
    stored: false,
  }
}
