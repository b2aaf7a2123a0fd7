import type { WebSocket } from 'ws'
import type { Application } from '../application.ts'
import type { Caller, Logger } from '../ports.ts'
import { createPushBacklog, type OutgoingPush } from './push-backlog.ts'
import { requestLane } from './request-lane.ts'
import { readFrame, writeFrame } from './socket-frames.ts'

export interface SocketLimits {
  /** Requests of one socket worked on at a time; the next ones wait, and the socket is read no further. */
  readonly inFlight: number
  /** Bytes under way to one client beyond which pushes wait, so that newer ones can replace them. */
  readonly pushAheadBytes: number
  /** Bytes waiting to be sent to one client before it is dropped as too slow. */
  readonly backlogBytes: number
  /** Milliseconds between pings; a peer that missed one is gone. */
  readonly pingMs: number
}

export const socketLimits: SocketLimits = {
  inFlight: 64,
  pushAheadBytes: 64 * 1024,
  backlogBytes: 8 * 1024 * 1024,
  pingMs: 30_000,
}

/** One connected client. */
export interface SocketPeer {
  readonly socket: WebSocket
  /**
   * Sends a push. For a client that reads slowly it waits, and replaces what it makes needless; one that is too slow is dropped, and
   * finds everything afresh when it comes back.
   */
  push(push: OutgoingPush): void
  /** Called at each ping interval: false when the last ping was not answered. */
  alive(): boolean
}

/** Carries one client's requests to the application and the answers back, until the socket closes. */
export function servePeer(
  socket: WebSocket,
  caller: Caller,
  app: Pick<Application, 'handle' | 'forget'>,
  { inFlight, pushAheadBytes, backlogBytes }: SocketLimits,
  logger: Logger,
): SocketPeer {
  let answered = true
  const backlog = createPushBacklog()
  const send = (text: string) => new Promise<void>(resolve => socket.send(text, () => resolve()))
  const sendPushes = () => {
    while (socket.readyState === socket.OPEN && socket.bufferedAmount <= pushAheadBytes) {
      const frame = backlog.take()
      if (frame === null) return
      // What still waits goes on once there is room again.
      socket.send(frame, sendPushes)
    }
  }
  const lane = requestLane({
    limit: inFlight,
    async work(message) {
      const reply = await app.handle(caller, message)
      // Counted until it is on its way, so that a client that does not read cannot pile up answers.
      if (socket.readyState === socket.OPEN) await send(writeFrame({ type: 'reply', id: message.id, reply }))
    },
    full: () => socket.pause(),
    free: () => socket.resume(),
  })

  socket.on('message', (data, isBinary) => {
    if (isBinary) return socket.close(1003, 'text only')
    const frame = readFrame(data.toString())
    if (frame.ok) lane.add(frame.message)
    else void send(frame.answer)
  })
  socket.on('pong', () => {
    answered = true
  })
  socket.on('error', error =>
    logger.debug('A client broke the connection', { caller: caller.id, reason: error.message }),
  )
  socket.on('close', () => {
    lane.clear()
    app.forget(caller)
  })

  return {
    socket,
    push(push) {
      if (socket.readyState !== socket.OPEN) return
      backlog.hold(push)
      sendPushes()
      if (socket.bufferedAmount + backlog.length <= backlogBytes) return
      logger.warn('A client reads too slowly and was dropped', { caller: caller.id })
      socket.terminate()
    },
    alive() {
      // While it is read no further its pongs are not seen either.
      if (socket.isPaused) return true
      if (!answered) return false
      answered = false
      socket.ping()
      return true
    },
  }
}
