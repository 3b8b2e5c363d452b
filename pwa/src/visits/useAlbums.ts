/** The photos of a form, in groups: those of the visit and those of each problem. They live as long as the form. */
import { computed, effectScope, shallowReactive, type Ref } from 'vue'

import type { VisitDraft } from './draft'

import { usePhotos, type Album } from '@/camera/usePhotos'
import type { Phone } from '@/db/open'
import { noteFailure } from '@/outbox/useSync'

export const OF_VISIT = 'visit'

interface Parts {
  phone: Phone
  owner: string
  draft: Ref<VisitDraft>
  now: () => Date
}

export function useAlbums({ phone, owner, draft, now }: Parts) {
  const albums = shallowReactive(new Map<string, Album>())
  const scope = effectScope() // ends with the form, not with the sheet that first showed an album
  const onServer = (id: string): boolean => draft.value.amends?.serverPhotos.includes(id) ?? false

  /** `group`: OF_VISIT or the id of a problem. */
  function of(group: string): Album {
    const known = albums.get(group)
    if (known) return known
    const holder = (): { photoIds: string[] } | undefined =>
      group === OF_VISIT ? draft.value : draft.value.problems.find(({ id }) => id === group)
    const ids = computed({
      get: () => holder()?.photoIds ?? [],
      set(next) {
        const one = holder()
        if (one) one.photoIds = next
      },
    })
    const made = scope.run(() => usePhotos({ phone, owner, ids, onServer, now, failed: noteFailure }))!
    albums.set(group, made)
    return made
  }

  return {
    of,
    /** Fields of the page whose photos hold one that could not be taken. */
    bad: computed(() =>
      [...albums].filter(([, { faults }]) => faults.value.length > 0).map(([group]) => photoField(group)),
    ),
    settled: async (): Promise<void> => {
      await Promise.all([...albums.values()].map((album) => album.settled()))
    },
  }
}

export function photoField(group: string): string {
  return group === OF_VISIT ? 'photos' : `${group}:photos`
}
