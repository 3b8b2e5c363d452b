/** What the service worker tells an open page: a push has come, or a tap wants a page. */
import { ref } from 'vue'

export type WorkerWord = { kind: 'arrived' } | { kind: 'open'; path: string }

/** Rises with each push that came while a page is open: lists look again. Module state: there is one worker. */
export const arrivals = ref(0)

/** Called once by the shell. `open` goes to a path of the app. */
export function hearWorker(container: ServiceWorkerContainer | undefined, open: (path: string) => void): void {
  container?.addEventListener('message', ({ data, ports }: MessageEvent<WorkerWord | null>) => {
    if (data?.kind === 'arrived') arrivals.value += 1
    if (data?.kind !== 'open') return
    ports[0]?.postMessage('going')
    open(data.path)
  })
}
