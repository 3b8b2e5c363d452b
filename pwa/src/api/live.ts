/**
 * Word of changes over a socket (graphql-transport-ws): no content, only that a page should look again. Without a
 * socket an open page looks once a minute. Loaded after the first paint.
 */
import { changed } from './changes'

/** The one document the server takes here, word for word (backend/live/graphql.py; a test compares). */
export const DOCUMENT =
  'subscription Changes { changes { __typename ... on Change { kind subjectId } ... on Refused { code message remedy field facts } } }'

const AGAIN_FIRST_MS = 2_000
const AGAIN_LAST_MS = 60_000
const LOOK_EVERY_MS = 60_000
const TOGETHER_MS = 400 // what happens together is looked at together

export interface Live {
  stop(): void
}

/** `grantId`: the acting grant. `told`: something changed, for what is shown beside pages (badges). */
export function listen(grantId: string, told: () => void): Live {
  const news = gathered(told)
  const line = new Line(grantId, news)
  const seen = (): void => (document.visibilityState === 'visible' ? line.open() : line.close()) // unseen it costs nothing
  const minute = setInterval(() => !line.connected && document.visibilityState === 'visible' && news(null), LOOK_EVERY_MS)
  document.addEventListener('visibilitychange', seen)
  line.open()
  return {
    stop() {
      clearInterval(minute)
      document.removeEventListener('visibilitychange', seen)
      line.end()
    },
  }
}

type News = (kind: string | null) => void

/** What comes within a moment is told once. */
function gathered(told: () => void): News {
  const kinds = new Set<string>()
  return (kind) => {
    kinds.add(kind ?? '')
    if (kinds.size > 1) return
    setTimeout(() => {
      const those = [...kinds]
      kinds.clear()
      told()
      if (those.includes('')) changed(null)
      else those.forEach(changed)
    }, TOGETHER_MS)
  }
}

class Line {
  private socket: WebSocket | null = null
  private again = AGAIN_FIRST_MS
  private timer: ReturnType<typeof setTimeout> | undefined
  private over = false

  constructor(
    private readonly grantId: string,
    private readonly news: News,
  ) {}

  get connected(): boolean {
    return this.socket !== null
  }

  open(): void {
    if (this.over || this.socket || document.visibilityState !== 'visible') return
    const address = new URL('graphql', document.baseURI)
    address.protocol = address.protocol.replace('http', 'ws')
    address.searchParams.set('grant', this.grantId)
    this.socket = new WebSocket(address, 'graphql-transport-ws')
    this.socket.onopen = () => this.say({ type: 'connection_init' })
    this.socket.onmessage = ({ data }) => this.take(JSON.parse(String(data)) as Message)
    this.socket.onclose = () => this.later()
  }

  close(): void {
    clearTimeout(this.timer)
    this.socket?.close(1000)
  }

  end(): void {
    this.over = true
    this.close()
  }

  private take(message: Message): void {
    if (message.type === 'connection_ack') {
      this.again = AGAIN_FIRST_MS
      this.say({ id: '1', type: 'subscribe', payload: { query: DOCUMENT } })
      this.news(null) // what changed while nobody listened
    } else if (message.type === 'ping') this.say({ type: 'pong' })
    else if (message.type === 'complete') this.socket?.close(1000)
    else if (message.type === 'next') {
      const said = message.payload?.data?.changes
      if (said?.__typename === 'Change') this.news(said.kind ?? null)
      else this.end() // the session has ended; the next question will say so
    }
  }

  private later(): void {
    this.socket = null
    if (this.over || document.visibilityState !== 'visible') return
    this.timer = setTimeout(() => this.open(), this.again)
    this.again = Math.min(this.again * 2, AGAIN_LAST_MS)
  }

  private say(message: object): void {
    this.socket?.send(JSON.stringify(message))
  }
}

interface Message {
  type: string
  payload?: { data?: { changes?: { __typename: string; kind?: string } } }
}
