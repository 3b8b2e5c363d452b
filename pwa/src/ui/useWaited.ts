import { onScopeDispose, ref, watch, type Ref } from 'vue'

/** Whole seconds that `waiting` has been true; 0 while it is not. For 「正在取，已等 3 秒」. */
export function useWaited(waiting: () => boolean): Readonly<Ref<number>> {
  const seconds = ref(0)
  let clock: ReturnType<typeof setInterval> | undefined

  function stop(): void {
    clearInterval(clock)
    seconds.value = 0
  }

  watch(
    waiting,
    (now) => {
      stop()
      if (now) clock = setInterval(() => (seconds.value += 1), 1000)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return seconds
}
