import type { Fault } from './faults.ts'
import { type PendingReplies, pendingReplies } from './pending-replies.ts'
import { type ConnectionState, maxMessageBytes, type PushMessage, ServerFrame, type Transport } from './transport.ts'
import { brokenOff, disconnected, tooLarge, unauthorized } from './transport-faults.ts'
import { utf8Length } from './utf8-length.ts'

/** The part of a WebSocket the transport needs; the browser's and `ws`'s both fit. */
export interface SocketLike {
  send(text: string): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'open' | 'error', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { readonly code: number }) => void): void
}

export interface WebSocketTransportOptions {
  /** Opens a new socket. Called again for each attempt. */
  readonly connect: () => SocketLike
  /** Runs `task` once after `delayMs`. Returns the function that calls it off. */
  readonly after: (delayMs: number, task: () => void) => () => void
  /** 0 ≤ x < 1; spreads the attempts of several windows. */
  readonly random: () => number
  /**
   * Asked after a connection failed or broke: false stops the attempts (`unauthorized`). A browser cannot see why a
   * socket was refused. Without it every failure is taken for a passing one.
   */
  readonly authorized?: () => Promise<boolean>
  /** Whether a broken connection is opened again by itself; true unless told. */
  readonly reconnect?: boolean
}

export interface WebSocketTransport extends Transport {
  /** Connects at once instead of waiting for the next attempt, also after `unauthorized`. Does nothing while an attempt is being made. */
  reconnectNow(): void
}

const firstRetryMs = 250
const longestRetryMs = 10_000
/** A handshake that takes longer is swallowed by something in between. */
export const handshakeMs = 5_000

/** The wait before attempt `attempt` (1 is the first retry) in ms: doubling to 10 s, less up to a quarter by chance. */
export const retryDelayMs = (attempt: number, random: number): number =>
  Math.min(firstRetryMs * 2 ** (attempt - 1), longestRetryMs) * (1 - random / 4)

/**
 * The client's end of a WebSocket, the same in a browser and in Node. Requests made while the first connection is being
 * opened wait for it; later, a request without a connection is answered with `rpc.disconnected` at once. What was under way when a
 * connection broke is answered with `rpc.disconnected`: a query may be repeated, a command must be looked at first.
 */
export function createWebSocketTransport(options: WebSocketTransportOptions): WebSocketTransport {
  const pushListeners = new Set<(push: PushMessage) => void>()
  const stateListeners = new Set<(state: ConnectionState) => void>()
  const pending: PendingReplies = pendingReplies()
  const waiting: string[] = []
  let state: ConnectionState = 'connecting'
  let socket: SocketLike | null = null
  let attempt = 0
  let callOff = () => {}

  const become = (next: ConnectionState) => {
    if (state === next) return
    state = next
    for (const listener of [...stateListeners]) listener(next)
  }

  const open = () => {
    callOff()
    const opened = options.connect()
    socket = opened
    const current = () => socket === opened
    callOff = options.after(handshakeMs, () => opened.close())
    opened.addEventListener('open', () => {
      if (!current()) return
      callOff()
      become('live')
      for (const text of waiting.splice(0)) opened.send(text)
    })
    opened.addEventListener('message', event => {
      if (current()) receive(opened, event.data)
    })
    // What went wrong follows as a close.
    opened.addEventListener('error', () => {})
    opened.addEventListener('close', () => {
      if (current()) void broke()
    })
  }

  const receive = (from: SocketLike, data: unknown) => {
    const frame = parseFrame(data)
    if (!frame) return from.close(4400, 'not understood')
    // Only now has it been of use: something in between may accept sockets and drop them.
    attempt = 0
    if (frame.type === 'reply') return pending.settle(frame.id, frame.reply)
    for (const listener of [...pushListeners]) listener(frame.push)
  }

  const giveUp = (next: 'unauthorized' | 'closed') => {
    socket = null
    waiting.length = 0
    pending.settleAll({ ok: false, fault: next === 'unauthorized' ? unauthorized() : brokenOff() })
    become(next)
  }

  const broke = async () => {
    callOff()
    socket = null
    waiting.length = 0
    pending.settleAll({ ok: false, fault: brokenOff() })
    if (options.reconnect === false) return giveUp('closed')
    become('reconnecting')
    // A server that cannot be reached says nothing about the session.
    const allowed = (await options.authorized?.().catch(() => true)) ?? true
    if (state !== 'reconnecting' || socket) return
    if (!allowed) return giveUp('unauthorized')
    callOff = options.after(retryDelayMs(++attempt, options.random()), open)
  }

  open()
  return {
    get state() {
      return state
    },
    request(message) {
      const refused = refusal(state)
      if (refused) return Promise.resolve({ ok: false, fault: refused })
      const text = JSON.stringify(message)
      if (utf8Length(text) > maxMessageBytes) return Promise.resolve({ ok: false, fault: tooLarge() })
      if (state === 'live') socket?.send(text)
      else waiting.push(text)
      return pending.wait(message.id)
    },
    subscribe: listener => listenIn(pushListeners, listener),
    onState: listener => listenIn(stateListeners, listener),
    reconnectNow() {
      if (state !== 'reconnecting' && state !== 'unauthorized') return
      become('reconnecting')
      if (!socket) open()
    },
    close() {
      if (state === 'closed') return
      callOff()
      const last = socket
      giveUp('closed')
      last?.close(1000)
    },
  }
}

function listenIn<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function parseFrame(data: unknown): ServerFrame | null {
  if (typeof data !== 'string') return null
  try {
    return ServerFrame.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
}

function refusal(state: ConnectionState): Fault | null {
  if (state === 'unauthorized') return unauthorized()
  return state === 'live' || state === 'connecting' ? null : disconnected()
}
