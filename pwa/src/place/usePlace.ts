/** One position, asked for only when the person taps, never waited for by anything else. */
import { computed, onScopeDispose, ref } from 'vue'

import { knownPlace } from './known'
import { type Place } from './place'

export type PlaceState = 'idle' | 'asking' | 'got' | 'denied' | 'unavailable' | 'timeout'

const GOOD_ENOUGH_M = 30
const GIVE_UP_AFTER_MS = 20_000

/** `locate` listens for the best fix within 20 s and stops as soon as one is good enough. */
export function usePlace(start: Place | null = null) {
  const place = ref<Place | null>(start)
  const state = ref<PlaceState>(start ? 'got' : 'idle')
  let watching: number | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  function locate(): void {
    if (!('geolocation' in navigator)) {
      state.value = 'unavailable'
      return
    }
    stop()
    state.value = 'asking'
    watching = navigator.geolocation.watchPosition(take, refuse, { enableHighAccuracy: true, maximumAge: 0 })
    timer = setTimeout(finish, GIVE_UP_AFTER_MS)
  }

  function take({ coords }: GeolocationPosition): void {
    const fix = { latDeg: coords.latitude, lngDeg: coords.longitude, accuracyM: coords.accuracy }
    if (!place.value || state.value === 'asking' || fix.accuracyM < (place.value.accuracyM ?? Infinity)) place.value = fix
    state.value = 'got'
    knownPlace.value = { place: place.value, at: new Date() }
    if (fix.accuracyM <= GOOD_ENOUGH_M) stop()
  }

  function refuse(error: GeolocationPositionError): void {
    if (state.value === 'got') return
    stop()
    state.value = error.code === error.PERMISSION_DENIED ? 'denied' : 'unavailable'
  }

  function finish(): void {
    if (state.value === 'asking') state.value = 'timeout'
    stop()
  }

  function stop(): void {
    if (watching !== null) navigator.geolocation.clearWatch(watching)
    clearTimeout(timer)
    watching = null
  }

  function clear(): void {
    stop()
    place.value = null
    state.value = 'idle'
  }

  onScopeDispose(stop)
  return { place, state, waiting: computed(() => state.value === 'asking'), locate, clear }
}
