import { methods } from '../../../shared/contract/methods.ts'
import type { ConnectionState, Reply, RequestMessage } from '../../../shared/contract/transport.ts'
import { brokenOff, cancelled, disconnected, unauthorized } from '../../../shared/contract/transport-faults.ts'
import {
  createWebSocketTransport,
  type WebSocketTransport,
  type WebSocketTransportOptions,
} from '../../../shared/contract/websocket-transport.ts'
import type { HttpLink } from './http-link.ts'

export interface BrowserTransportOptions extends Pick<WebSocketTransportOptions, 'connect' | 'after' | 'random'> {
  readonly http: HttpLink
}

/**
 * The wire of a browser: the socket while it is up, else one HTTP request for each request. Each is sent once, one way: what was
 * under way when its way broke is answered with `rpc.disconnected`. The state is `polling` once HTTP has been seen to work.
 */
export function createBrowserTransport({ http, ...options }: BrowserTransportOptions): WebSocketTransport {
  const listeners = new Set<(state: ConnectionState) => void>()
  const underWay = new Map<string, AbortController>()
  let reach: 'unknown' | 'up' | 'down' = 'unknown'
  let state: ConnectionState = 'connecting'
  let decided = Promise.withResolvers<void>()

  const socket = createWebSocketTransport({
    ...options,
    async authorized() {
      const found = await http.probe()
      learn(found === 'unauthorized' ? 'unknown' : found === 'reachable' ? 'up' : 'down')
      return found !== 'unauthorized'
    },
  })

  /** No way is known to work yet, and one is being tried. */
  const deciding = () => socket.state === 'connecting' || (socket.state === 'reconnecting' && reach === 'unknown')

  const stateNow = (): ConnectionState => {
    if (socket.state !== 'reconnecting') return socket.state
    if (reach === 'up') return 'polling'
    return reach === 'unknown' && state === 'connecting' ? 'connecting' : 'reconnecting'
  }

  const update = () => {
    if (!deciding()) {
      decided.resolve()
      decided = Promise.withResolvers()
    }
    const next = stateNow()
    if (next === state) return
    state = next
    for (const listener of [...listeners]) listener(next)
  }

  const learn = (found: typeof reach) => {
    if (socket.state === 'live') return
    reach = found
    update()
  }

  socket.onState(next => {
    if (next === 'live') reach = 'unknown'
    update()
  })

  const sendByHttp = async (message: RequestMessage, signal: AbortSignal): Promise<Reply> => {
    const answer = await http.send(message, signal)
    if (signal.aborted) return { ok: false, fault: cancelled() }
    if (answer.kind === 'unreachable') {
      learn('down')
      return { ok: false, fault: brokenOff() }
    }
    // The next attempt of the socket finds the session gone, and stops.
    if (answer.kind === 'unauthorized') socket.reconnectNow()
    else learn('up')
    return answer.kind === 'reply' ? answer.reply : { ok: false, fault: unauthorized() }
  }

  const sendWithoutSocket = async (message: RequestMessage): Promise<Reply> => {
    const controller = new AbortController()
    underWay.set(message.id, controller)
    try {
      while (deciding()) await decided.promise
      if (controller.signal.aborted) return { ok: false, fault: cancelled() }
      if (socket.state === 'reconnecting') return await sendByHttp(message, controller.signal)
    } finally {
      underWay.delete(message.id)
    }
    if (socket.state === 'closed') return { ok: false, fault: disconnected() }
    return socket.request(message)
  }

  const cancel = async (message: RequestMessage): Promise<Reply> => {
    const input = methods['rpc.cancel'].input.safeParse(message.input)
    const own = input.success && underWay.get(input.data.requestId)
    if (own) own.abort()
    else if (socket.state === 'live') return socket.request(message)
    return { ok: true }
  }

  return {
    get state() {
      return state
    },
    request(message) {
      if (message.method === 'rpc.cancel') return cancel(message)
      return socket.state === 'live' ? socket.request(message) : sendWithoutSocket(message)
    },
    subscribe: socket.subscribe,
    onState(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    reconnectNow: socket.reconnectNow,
    close() {
      for (const controller of underWay.values()) controller.abort()
      socket.close()
    },
  }
}
