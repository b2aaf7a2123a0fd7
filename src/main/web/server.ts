import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join, posix } from 'node:path'
import type { Duplex } from 'node:stream'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { Application } from '../application.ts'
import type { Caller, Clock, Logger } from '../ports.ts'
import { answerFault, refuseUpgrade } from './answers.ts'
import { createGuessLimit } from './guess-limit.ts'
import { listenLocally } from './listen.ts'
import { createOneTimeTokens } from './one-time-tokens.ts'
import { checkSource } from './request-guard.ts'
import { createRpcEndpoint } from './rpc-endpoint.ts'
import { setSecurityHeaders } from './security-headers.ts'
import { sessionIdOf } from './session-cookie.ts'
import { createSessionEndpoint, unauthorized } from './session-endpoint.ts'
import { openSessions } from './sessions.ts'
import { createSocketHub } from './socket-hub.ts'
import { type SocketLimits, socketLimits } from './socket-peer.ts'
import { createStaticFiles } from './static-files.ts'

export interface WebServerOptions {
  readonly app: Pick<Application, 'handle' | 'forget' | 'subscribe'>
  /** The built renderer. */
  readonly rendererFolder: string
  readonly dataFolder: string
  /** The port asked for; 0 is any, null the default one or one of the next. */
  readonly port: number | null
  readonly clock: Clock
  readonly logger: Logger
  readonly limits?: SocketLimits
}

export interface WebServer {
  readonly port: number
  /** A link that signs a browser in once. The token is in the fragment, which browsers send to nobody. */
  createLink(role?: Caller['role']): string
  /** Stops listening, closes every socket, cuts what is left. */
  close(): Promise<void>
}

/** Serves the app to browsers on this machine. @throws WeirError `settings.invalid` when the port asked for cannot be had. */
export async function openWebServer(options: WebServerOptions): Promise<WebServer> {
  const { app, clock, logger, limits = socketLimits } = options
  const server = createServer({ requestTimeout: 30_000 })
  const port = await listenLocally(server, options.port)
  const tokens = createOneTimeTokens(clock)
  const sessions = openSessions({ file: join(options.dataFolder, 'web-sessions.json'), clock, logger })
  const hub = createSocketHub({ app, logger, limits })
  const guesses = createGuessLimit(clock)
  const session = createSessionEndpoint({ port, tokens, sessions, guesses, onSignOut: hub.recheck })
  const rpc = createRpcEndpoint({ port, app, sessions, inFlight: limits.inFlight })
  const files = createStaticFiles(options.rendererFolder)

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    setSecurityHeaders(response)
    checkSource(request, port, request.method !== 'GET' && request.method !== 'HEAD')
    const path = pathOf(request)
    if (path === '/session') return session(request, response)
    return path === '/rpc' ? rpc(request, response) : files(request, response, path)
  }

  server.on('request', (request, response) => {
    answer(request, response).catch(error => {
      if (response.headersSent) response.destroy()
      else answerFault(response, known(error, request, logger))
    })
  })

  const upgrade = (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    checkSource(request, port, true)
    if (pathOf(request) !== '/ws') throw new WeirError('rpc.not_found', { hint: 'The socket is at /ws.' })
    const id = sessionIdOf(request, port)
    const found = id === null ? null : sessions.find(id)
    if (id === null || !found) throw unauthorized('Open the link that `weir serve` prints.')
    const valid = () => sessions.find(id) !== null
    hub.accept(request, stream, head, { role: found.role, local: false, valid })
  }

  server.on('upgrade', (request, stream, head) => {
    stream.on('error', error => logger.debug('A handshake broke off', { reason: error.message }))
    try {
      upgrade(request, stream, head)
    } catch (error) {
      refuseUpgrade(stream, known(error, request, logger))
    }
  })

  return {
    port,
    createLink: (role = 'admin') => `http://127.0.0.1:${port}/#token=${tokens.issue(role)}`,
    async close() {
      const stopped = new Promise(resolve => server.close(resolve))
      await hub.close()
      server.closeAllConnections()
      await stopped
    },
  }
}

/** The path without its query, decoded and normalised; one that cannot be decoded stays as it is and is found nowhere. */
function pathOf(request: IncomingMessage): string {
  const raw = (request.url ?? '/').split(/[?#]/)[0] ?? '/'
  try {
    return posix.normalize(decodeURI(raw))
  } catch {
    return raw
  }
}

function known(error: unknown, request: IncomingMessage, logger: Logger): WeirError {
  if (error instanceof WeirError) return error
  const reportId = randomUUID()
  logger.error('A web request failed unexpectedly', { method: request.method, reportId, error })
  return WeirError.fromFault(toFault(error, reportId))
}
