import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { maxMessageBytes, type Reply, RequestMessage } from '../../shared/contract/transport.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { Application } from '../application.ts'
import type { Caller } from '../ports.ts'
import { answerFault, answerJson, statusOfFault } from './answers.ts'
import { readJsonBody } from './read-body.ts'
import { type RequestLane, requestLane } from './request-lane.ts'
import { sessionIdOf } from './session-cookie.ts'
import { unauthorized } from './session-endpoint.ts'
import type { Sessions } from './sessions.ts'

export interface RpcEndpointOptions {
  readonly port: number
  readonly app: Pick<Application, 'handle' | 'forget'>
  readonly sessions: Sessions
  /** Requests of one session worked on at a time; the next ones wait. */
  readonly inFlight: number
}

/** A request with whom it comes from and where its answer goes. */
interface RpcRequest extends RequestMessage {
  readonly caller: Caller
  readonly response: ServerResponse
}

interface SessionLane {
  readonly lane: RequestLane<RpcRequest>
  open: number
}

/**
 * `POST /rpc` answers one request in the envelope of the WebSocket, for browsers whose sockets are blocked. A client that goes away
 * cancels its request; that is the way to cancel here, since each request is a caller of its own.
 */
export function createRpcEndpoint({ port, app, sessions, inFlight }: RpcEndpointOptions) {
  const lanes = new Map<string, SessionLane>()

  const work = async ({ caller, response, ...message }: RpcRequest): Promise<void> => {
    if (response.closed) return
    const goneAway = () => {
      if (!response.writableFinished) app.forget(caller)
    }
    response.once('close', goneAway)
    answerReply(response, await app.handle(caller, message))
  }

  const laneOf = (id: string): SessionLane => {
    const found = lanes.get(id)
    if (found) return found
    // Nothing to hold back: each waiting request has a connection of its own, and a browser opens six.
    const made = { lane: requestLane({ limit: inFlight, work, full() {}, free() {} }), open: 0 }
    lanes.set(id, made)
    return made
  }

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      response.setHeader('allow', 'POST')
      return answerFault(response, new WeirError('rpc.invalid_input', { hint: 'Use POST.' }), 405)
    }
    const id = sessionIdOf(request, port)
    const session = id === null ? null : sessions.find(id)
    if (id === null || !session) throw unauthorized('Open the link that `weir serve` prints.')
    // Forms of other pages cannot send this type without asking first.
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
      throw new WeirError('rpc.invalid_input', { hint: 'Send application/json.' })
    const message = RequestMessage.safeParse(await readJsonBody(request, maxMessageBytes))
    if (!message.success) throw new WeirError('rpc.invalid_input', { hint: 'A message must be { id, method, input }.' })
    const own = laneOf(id)
    own.open++
    response.once('close', () => {
      if (--own.open === 0) lanes.delete(id)
    })
    own.lane.add({ ...message.data, caller: { id: randomUUID(), role: session.role, local: false }, response })
  }
}

function answerReply(response: ServerResponse, reply: Reply): void {
  const status = reply.ok ? 200 : (statusOfFault(reply.fault.code) ?? 200)
  if (!response.closed) answerJson(response, status, JSON.stringify(reply))
}
