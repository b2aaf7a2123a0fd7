import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { maxMessageBytes } from '../../shared/contract/transport.ts'
import type { Application } from '../application.ts'
import type { Caller, Logger } from '../ports.ts'
import { pushKey } from './push-backlog.ts'
import { writeFrame } from './socket-frames.ts'
import { type SocketLimits, type SocketPeer, servePeer, socketLimits } from './socket-peer.ts'
import { WeirSocket } from './weir-socket.ts'

export interface SocketHubOptions {
  readonly app: Pick<Application, 'handle' | 'forget' | 'subscribe'>
  readonly logger: Logger
  readonly limits?: SocketLimits
}

/** Who connects, and whether they still may: asked at every ping. */
export interface Admission extends Pick<Caller, 'role' | 'local'> {
  readonly valid: () => boolean
}

export interface SocketHub {
  /** Completes the WebSocket handshake of a request that may come in. */
  accept(request: IncomingMessage, stream: Duplex, head: Buffer, admission: Admission): void
  /** Closes every socket whose admission is no longer valid. */
  recheck(): void
  /** Closes every socket as a server going away does; those that do not answer in time are cut. */
  close(): Promise<void>
}

const closingGraceMs = 1_000
const goingAway = 1001
const signedOut = 4401

/** The server's end of every WebSocket of one listener: each push is written once and sent to all. */
export function createSocketHub({ app, logger, limits = socketLimits }: SocketHubOptions): SocketHub {
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    clientTracking: false,
    WebSocket: WeirSocket,
  })
  const peers = new Map<SocketPeer, Admission>()

  const unsubscribe = app.subscribe(push => {
    if (peers.size === 0) return
    const frame = writeFrame({ type: 'push', push })
    const outgoing = { frame, key: pushKey(push, frame) }
    for (const peer of peers.keys()) peer.push(outgoing)
  })

  const recheck = () => {
    for (const [peer, admission] of peers) if (!admission.valid()) peer.socket.close(signedOut, 'signed out')
  }

  const keepAlive = setInterval(() => {
    recheck()
    for (const peer of peers.keys()) if (!peer.alive()) peer.socket.terminate()
  }, limits.pingMs)
  keepAlive.unref()

  return {
    accept(request, stream, head, admission) {
      server.handleUpgrade(request, stream, head, socket => {
        const { role, local } = admission
        const peer = servePeer(socket, { id: randomUUID(), role, local }, app, limits, logger)
        peers.set(peer, admission)
        socket.on('close', () => peers.delete(peer))
      })
    },
    recheck,
    async close() {
      clearInterval(keepAlive)
      unsubscribe()
      const closed = [...peers.keys()].map(({ socket }) => new Promise(resolve => socket.once('close', resolve)))
      for (const { socket } of peers.keys()) socket.close(goingAway, 'Weir is closing')
      const cut = setTimeout(() => {
        for (const { socket } of peers.keys()) socket.terminate()
      }, closingGraceMs)
      await Promise.all(closed)
      clearTimeout(cut)
    },
  }
}
