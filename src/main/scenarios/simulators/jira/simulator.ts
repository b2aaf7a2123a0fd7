import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { jsonBody, serveOnLoopback } from '../shared/loopback-server.ts'
import { createMisbehaviour, type Misbehaviour } from '../shared/misbehaviour.ts'
import { ok, routed, type SimReply, type SimRequest } from '../shared/reply.ts'
import { cloudRoutes, type PageLimits } from './cloud-routes.ts'
import { dataCenterRoutes } from './data-center-routes.ts'
import { JqlError } from './jql.ts'
import { refuse } from './reply.ts'
import { sharedRoutes } from './shared-routes.ts'
import { createSite, type Site } from './site.ts'
import type { Trouble } from './trouble.ts'
import type { World } from './world.ts'

export interface SimulatorOptions {
  readonly product: 'cloud' | 'data-center'
  readonly world: World
  readonly limits?: Partial<PageLimits>
  /** Before each answer, in ms. */
  readonly latencyMs?: number
  /** The time of the site's changes (epoch ms). */
  readonly now?: () => number
}

/** What a client must show: Cloud takes Basic, Data Center Bearer. */
export interface SimCredentials {
  readonly email: string
  readonly token: string
}

export interface JiraSimulator {
  readonly product: SimulatorOptions['product']
  readonly url: string
  readonly credentials: SimCredentials
  readonly site: Site
  readonly trouble: Misbehaviour<Trouble>
  /** Every request so far, as `METHOD /path`, in order. */
  readonly requests: readonly string[]
  /** From now on the credentials are refused. */
  revoke(): void
  /** They are accepted again. */
  restore(): void
  /** The account may browse no project: it sees none. */
  hideProjects(): void
  /** Boards are refused (403), as to a token without the right. */
  refuseBoards(): void
  close(): Promise<void>
}

const context = '/jira'
const defaultLimits: PageLimits = { records: 100, ids: 5_000, histories: 10_000, values: 50 }

const nothingBrowsed = { permissions: { BROWSE_PROJECTS: { key: 'BROWSE_PROJECTS', havePermission: false } } }
const noValues = { startAt: 0, maxResults: 50, total: 0, isLast: true, values: [] }

/** A Jira on a loopback port of its own; Data Center under the context path `/jira`. */
export async function startJiraSimulator(options: SimulatorOptions): Promise<JiraSimulator> {
  const { product, world, latencyMs = 0, now = Date.now } = options
  const limits = { ...defaultLimits, ...(product === 'data-center' && { records: 1_000 }), ...options.limits }
  const site = createSite(world, now)
  const trouble = createMisbehaviour<Trouble>()
  const credentials = { email: 'ada@example.org', token: 'simulated-token' }
  const requests: string[] = []
  const own = product === 'cloud' ? cloudRoutes(site, limits, now) : dataCenterRoutes(site, limits, now)
  const routes = [...own, ...sharedRoutes(site, limits)]
  const prefix = product === 'cloud' ? '' : context
  const basic = `Basic ${Buffer.from(`${credentials.email}:${credentials.token}`).toString('base64')}`
  const expected = product === 'cloud' ? basic : `Bearer ${credentials.token}`
  let revoked = false
  let boardsRefused = false
  let projectsHidden = false

  function answer(request: SimRequest, authorization: string | undefined): SimReply {
    const forAnybody = request.path.endsWith('/serverInfo')
    if (!forAnybody && (revoked || authorization !== expected)) {
      return refuse(401, 'Client must be authenticated to access this resource.')
    }
    if (boardsRefused && request.path.startsWith('/rest/agile/')) return refuse(403, 'Boards are not for this token.')
    if (projectsHidden && request.path.endsWith('/mypermissions')) return ok(nothingBrowsed)
    if (projectsHidden && /\/project(?:\/search)?$/.test(request.path)) return ok(product === 'cloud' ? noValues : [])
    try {
      return routed(routes, request) ?? refuse(404, 'There is no such resource.')
    } catch (error) {
      if (error instanceof JqlError) return refuse(400, error.message)
      throw error
    }
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : `/outside${url.pathname}`
    const method = incoming.method ?? 'GET'
    requests.push(`${method} ${path}`)
    const body = await jsonBody(incoming)
    const planned = trouble.next(`${method} ${path}`)
    const waitMs = latencyMs + (planned?.kind === 'slow' ? planned.ms : 0)
    if (waitMs > 0) await delay(waitMs)
    if (planned && goesWrong(planned, response)) return
    const reply =
      tokenTrouble(planned, body) ??
      answer({ method, path, query: url.searchParams, body }, incoming.headers.authorization)
    const text = JSON.stringify(withRepeatedToken(planned, reply.body, body))
    const headers = {
      'content-type': 'application/json;charset=UTF-8',
      ...(product === 'data-center' && { 'x-ausername': reply.status === 401 ? 'anonymous' : 'user0' }),
      ...(planned?.kind === 'quota' && {
        'x-ratelimit-remaining': String(planned.remaining ?? 0),
        ...(planned.remaining !== undefined && { 'x-ratelimit-nearlimit': 'true' }),
        'x-ratelimit-reset': new Date(Date.now() + planned.resetSeconds * 1000).toISOString(),
      }),
    }
    response.writeHead(reply.status, headers)
    if (planned?.kind === 'drop') {
      response.write(text.slice(0, text.length / 2), () => response.destroy())
      return
    }
    response.end(text)
  }

  const server = await serveOnLoopback(handle)

  return {
    product,
    url: `${server.url}${prefix}`,
    credentials,
    site,
    trouble,
    requests,
    revoke() {
      revoked = true
    },
    restore() {
      revoked = false
    },
    hideProjects() {
      projectsHidden = true
    },
    refuseBoards() {
      boardsRefused = true
    },
    close: server.close,
  }
}

/** Answers with the trouble itself; false when it only colours the ordinary answer. */
function goesWrong(trouble: Trouble, response: ServerResponse): boolean {
  switch (trouble.kind) {
    case 'rate_limited':
      response
        .writeHead(429, {
          ...(trouble.retryAfterSeconds !== undefined && { 'retry-after': String(trouble.retryAfterSeconds) }),
          ...(trouble.resetSeconds !== undefined && {
            'x-ratelimit-reset': new Date(Date.now() + trouble.resetSeconds * 1000).toISOString(),
            'ratelimit-reason': 'jira-burst-based',
          }),
        })
        .end()
      return true
    case 'error':
      response
        .writeHead(trouble.status, { 'content-type': 'application/json' })
        .end('{"errorMessages":["Internal error"]}')
      return true
    case 'html':
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html><body>Log in</body></html>')
      return true
    case 'anonymous':
      response
        .writeHead(trouble.status, { 'x-ausername': 'anonymous', 'content-type': 'application/json' })
        .end('{"errorMessages":["The value does not exist for the field."]}')
      return true
    case 'drop':
      if (trouble.midway) return false
      response.destroy()
      return true
    default:
      return false
  }
}

function tokenTrouble(trouble: Trouble | null, body: SimRequest['body']): SimReply | null {
  if (trouble?.kind !== 'expired_token' || body['nextPageToken'] === undefined) return null
  return refuse(400, 'The provided next page token is invalid or expired.')
}

function withRepeatedToken(trouble: Trouble | null, reply: unknown, asked: SimRequest['body']): unknown {
  const token = asked['nextPageToken']
  if (trouble?.kind !== 'repeated_token' || token === undefined || typeof reply !== 'object') return reply
  return { ...reply, isLast: false, nextPageToken: token }
}
