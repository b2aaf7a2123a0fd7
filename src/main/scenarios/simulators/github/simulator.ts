import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { jsonBody, serveOnLoopback } from '../shared/loopback-server.ts'
import { createMisbehaviour, type Misbehaviour } from '../shared/misbehaviour.ts'
import { type JsonObject, ok, type Routes, routed, type SimRequest } from '../shared/reply.ts'
import { answerGraphql, graphqlError } from './answer-graphql.ts'
import { appRoutes, type SimApp } from './app-routes.ts'
import { isGit, sendGit } from './git-files.ts'
import { createLimits, type QuotaOptions } from './limits.ts'
import { type GithubReply, notFound, refuse } from './reply.ts'
import { restRoutes } from './rest-routes.ts'
import { createSite, type Site } from './site.ts'
import type { Trouble } from './trouble.ts'
import { answerOfTrouble } from './trouble-answers.ts'
import type { World } from './world.ts'

export interface SimulatorOptions {
  readonly world: World
  readonly tokens?: readonly string[]
  readonly quota?: QuotaOptions
  /** Before each answer, in ms. */
  readonly latencyMs?: number
  /** The time of the site's changes (epoch ms). */
  readonly now?: () => number
  /** What the tokens may not see: requests whose name (`GET /path`, `POST /graphql Deployments`) matches. */
  readonly forbidden?: RegExp
  /** GraphQL is not to be had. */
  readonly restOnly?: boolean
  /** A bare git repository by `owner/name`, to be cloned from here; `git update-server-info` was run in it. */
  readonly clones?: Readonly<Record<string, string>>
  /** A GitHub App that is installed here. */
  readonly app?: SimApp
}

export interface GithubSimulator {
  readonly url: string
  readonly tokens: readonly string[]
  readonly site: Site
  readonly trouble: Misbehaviour<Trouble>
  /** Every request so far, as `METHOD /path`, in order; GraphQL's with the name of the operation. */
  readonly requests: readonly string[]
  /** Of these, the ones answered with 304: they cost nothing. */
  unchanged(): number
  /** From now on a token is refused. */
  revoke(token: string): void
  close(): Promise<void>
}

const api = '/api/v3'
const graphqlPath = '/api/graphql'

/** A GitHub Enterprise Server on a loopback port of its own. */
export async function startGithubSimulator(options: SimulatorOptions): Promise<GithubSimulator> {
  const { world, latencyMs = 0, now = Date.now, restOnly = false, app } = options
  const { tokens = ['ghp_simulated-token-one'], quota = { limit: 5_000, windowMs: 3_600_000 } } = options
  const site = createSite(world, now)
  const trouble = createMisbehaviour<Trouble>()
  const limits = createLimits(quota, Date.now)
  const requests: string[] = []
  const revoked = new Set<string>()
  const installed = app ? appRoutes(app) : null
  const routes: Routes<GithubReply> = [
    [/^GET \/meta$/, () => ok({ installed_version: '3.17.2', verifiable_password_authentication: true })],
    [/^GET \/user$/, () => ok({ login: 'anna-berg', id: 9_000, type: 'User', name: 'Anna Berg' })],
    ...restRoutes(site),
  ]
  let unchanged = 0

  async function answer(request: SimRequest, resource: string): Promise<GithubReply> {
    if (resource === 'graphql') return restOnly ? notFound() : answerGraphql(site, request.body)
    return moved(request) ?? routed(routes, request) ?? notFound()
  }

  /** Of a repository that has another name now, unless that name is somebody else's. */
  function moved({ path, query }: SimRequest): GithubReply | null {
    const [, fullName = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)?$/.exec(path) ?? []
    const id = site.repository(fullName) ? null : site.movedFrom(fullName)
    if (id === null) return null
    const search = query.size > 0 ? `?${query}` : ''
    const headers = { location: `${server.url}${api}/repositories/${id}${rest}${search}` }
    return { ...refuse(301, 'Moved Permanently'), headers }
  }

  /** GitHub's own links name a repository by its id. */
  function byId(path: string): string {
    const [, fullName = '', rest = ''] = /^\/repos\/([^/]+\/[^/]+)(\/.*)$/.exec(path) ?? []
    const repository = site.repository(fullName)
    return repository ? `/repositories/${repository.id}${rest}` : path
  }

  function byName(path: string): string {
    const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.+)$/.exec(path) ?? []
    const repository = id === undefined ? null : site.repository(Number(id))
    return repository ? `/repos/${repository.record.full_name}${rest}` : path
  }

  function isKnown(token: string): boolean {
    return !revoked.has(token) && (tokens.includes(token) || installed?.issued.has(token) === true)
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    if (isGit(url)) return void sendGit(incoming, response, url, options.clones ?? {}, isKnown)
    const body = await jsonBody(incoming)
    const name = nameOf(incoming.method ?? 'GET', url, body)
    requests.push(name)
    const planned = trouble.next(name)
    const waitMs = latencyMs + (planned?.kind === 'slow' ? planned.ms : 0)
    if (waitMs > 0) await delay(waitMs)
    if (planned?.kind === 'drop' && planned.midway !== true) return void response.destroy()
    const token = /^(?:Bearer|token) (.+)$/i.exec(incoming.headers.authorization ?? '')?.[1] ?? ''
    const resource = url.pathname === graphqlPath ? 'graphql' : url.pathname.includes('/search/') ? 'search' : 'core'
    const path = url.pathname.startsWith(api) ? byName(url.pathname.slice(api.length)) : `/outside${url.pathname}`
    const request = { method: incoming.method ?? 'GET', path, query: url.searchParams, body }
    const reply = options.forbidden?.test(name)
      ? forbidden(resource)
      : await replyTo(request, { token, resource, planned })
    const text = JSON.stringify(reply.body)
    const etag = `W/"${createHash('sha1').update(text).digest('hex')}"`
    const same = reply.status === 200 && request.method === 'GET' && incoming.headers['if-none-match'] === etag
    if (same) unchanged++
    else if (reply.status === 200 && !limits.take(token, resource))
      return send(response, exhausted(resource), limits.headers(token, resource))
    const headers = {
      ...limits.headers(token, resource),
      ...(reply.status === 200 && request.method === 'GET' && { etag }),
      ...(planned?.kind === 'quota' && quotaGone(planned.resetSeconds)),
    }
    if (same) return void response.writeHead(304, headers).end()
    const link = linksOf(reply, new URL(`${server.url}${api}${byId(path)}${url.search}`), planned)
    if (planned?.kind === 'drop') {
      response.writeHead(200, { 'content-type': 'application/json' })
      response.write(text.slice(0, text.length / 2), () => response.destroy())
      return
    }
    send(response, reply, { ...headers, ...(link !== '' && { link }) })
  }

  async function replyTo(
    request: SimRequest,
    { token, resource, planned }: { token: string; resource: string; planned: Trouble | null },
  ): Promise<GithubReply> {
    const wrong = planned === null ? null : answerOfTrouble(planned)
    if (wrong) return wrong
    const own = installed?.answer(request, token)
    if (own) return own
    // Open to everybody, but not to wrong credentials.
    const open = request.path === '/meta' && token === ''
    if (!open && !isKnown(token)) return refuse(401, 'Bad credentials')
    return answer(request, resource)
  }

  const server = await serveOnLoopback(handle)
  return {
    url: server.url,
    tokens,
    site,
    trouble,
    requests,
    unchanged: () => unchanged,
    revoke: token => void revoked.add(token),
    close: server.close,
  }
}

function send(
  response: ServerResponse,
  { status, body, headers }: GithubReply,
  more: Readonly<Record<string, string>>,
): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...more, ...headers })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function nameOf(method: string, url: URL, body: JsonObject): string {
  if (url.pathname !== graphqlPath) return `${method} ${url.pathname.replace(api, '')}`
  return `${method} /graphql ${/(?:query|mutation)\s+(\w+)/.exec(String(body['query']))?.[1] ?? ''}`
}

const exhausted = (resource: string): GithubReply =>
  resource === 'graphql'
    ? graphqlError('RATE_LIMITED', 'API rate limit exceeded for user ID 9000.')
    : refuse(403, 'API rate limit exceeded for user ID 9000.')

const forbidden = (resource: string): GithubReply =>
  resource === 'graphql'
    ? graphqlError('FORBIDDEN', 'Resource not accessible by personal access token')
    : refuse(403, 'Resource not accessible by personal access token')

const quotaGone = (resetSeconds: number) => ({
  'x-ratelimit-remaining': '0',
  'x-ratelimit-reset': String(Math.ceil(Date.now() / 1000) + resetSeconds),
})

/** `Link`, as whole addresses by the repository's id, so that nobody can have made them up. */
function linksOf({ page }: GithubReply, url: URL, planned: Trouble | null): string {
  if (page === undefined) return ''
  const address = (number: number) => {
    url.searchParams.set('page', String(number))
    return url.href
  }
  const { number, last } = page
  const next = planned?.kind === 'repeated_page' ? number : number + 1
  return [
    ...(number < last ? [`<${address(next)}>; rel="next"`, `<${address(last)}>; rel="last"`] : []),
    ...(number > 1 ? [`<${address(number - 1)}>; rel="prev"`, `<${address(1)}>; rel="first"`] : []),
  ].join(', ')
}
