import { createHash, randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { jsonBody, serveOnLoopback } from '../shared/loopback-server.ts'
import type { JsonObject } from '../shared/reply.ts'
import type { JiraSimulator } from './simulator.ts'

/** An OAuth app as its developer has set it up, and the sites behind the gateway. */
export interface AtlassianOptions {
  readonly callbackUrl: string
  /** Jira Cloud sites; the first is called `Acme`. */
  readonly sites: readonly JiraSimulator[]
  /** Seconds an access token is good for (3600). */
  readonly lifeSeconds?: number
  /** So long a refresh token that was used is accepted again (0): ten minutes at Atlassian, for answers that got lost. */
  readonly leewayMs?: number
  /** Scopes that are asked for and not given. */
  readonly withheld?: readonly string[]
  readonly now?: () => number
}

export interface SimSite {
  readonly id: string
  readonly name: string
  /** As in the browser; nothing is served there. */
  readonly url: string
}

export interface AtlassianSimulator {
  /** Serves what `auth.atlassian.com` and `api.atlassian.com` do. */
  readonly hosts: { readonly auth: string; readonly api: string }
  readonly client: { readonly id: string; readonly secret: string }
  readonly sites: readonly SimSite[]
  /** Every request so far, as `METHOD /path`, in order. */
  readonly requests: readonly string[]
  /** How often a refresh token was used that had been used before. */
  readonly reused: () => number
  /** How often access was renewed. */
  readonly renewed: () => number
  /** An access token without a sign-in. */
  giveAccess(): string
  /** Every access token is refused, new ones too. */
  refuseAll(): void
  /** The access tokens given so far are refused from now on. */
  expireAccess(): void
  /** The user takes the access back: no token of his is accepted any more. */
  revoke(): void
  /** The developer makes a new secret: the old one is refused. */
  replaceSecret(secret: string): void
  /** The next user comes back with another state than he was sent with. */
  spoilState(): void
  /** What happens before the next refresh is answered, which may then be dropped. */
  onRefresh(work: () => Promise<'answer' | 'drop'>): void
  /** What happens when access is next used at the gateway. */
  onUse(work: () => void): void
  close(): Promise<void>
}

interface Request {
  readonly redirectUri: string
  readonly state: string
  readonly scopes: readonly string[]
  readonly challenge: string
}

const allScopes = ['read:jira-work', 'read:jira-user', 'read:board-scope:jira-software', 'read:sprint:jira-software']

/** Atlassian's sign-in with rotating refresh tokens, and its gateway to Jira, on a loopback port of their own. */
export async function startAtlassianSimulator(options: AtlassianOptions): Promise<AtlassianSimulator> {
  const { callbackUrl, lifeSeconds = 3600, leewayMs = 0, withheld = [], now = Date.now } = options
  const client = { id: 'simulated-app', secret: 'simulated-app-secret' }
  const sites = options.sites.map((jira, index) => {
    const name = ['Acme', 'Acme Labs', 'Acme Archive'][index] ?? `Acme ${index + 1}`
    return {
      jira,
      id: `cloud-${index + 1}`,
      name,
      url: `https://${name.toLowerCase().replaceAll(' ', '-')}.atlassian.net`,
    }
  })
  const requests: string[] = []
  const asked = new Map<string, Request>()
  const codes = new Map<string, Request>()
  const access = new Map<string, { readonly scopes: readonly string[]; readonly expiresAt: number }>()
  const refresh = new Map<string, { readonly scopes: readonly string[]; usedAt: number | null }>()
  let refusing = false
  let reused = 0
  let renewed = 0
  let spoilt = false
  let beforeUse = () => {}
  let beforeRefresh: (() => Promise<'answer' | 'drop'>) | null = null

  const send = (response: ServerResponse, status: number, body: unknown) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  const refuse = (response: ServerResponse, status: number, error: string, text: string) =>
    send(response, status, { error, error_description: text })
  const page = (response: ServerResponse, status: number, content: string) =>
    response.writeHead(status, { 'content-type': 'text/html' }).end(`<!doctype html><title>Atlassian</title>${content}`)

  function grant(scopes: readonly string[]) {
    const [accessToken, refreshToken] = [`access-${randomUUID()}`, `refresh-${randomUUID()}`]
    access.set(accessToken, { scopes, expiresAt: now() + lifeSeconds * 1000 })
    refresh.set(refreshToken, { scopes, usedAt: null })
    const given = { access_token: accessToken, refresh_token: refreshToken, expires_in: lifeSeconds }
    return { ...given, token_type: 'Bearer', scope: scopes.join(' ') }
  }

  function authorize(response: ServerResponse, query: URLSearchParams): void {
    const wanted = { audience: 'api.atlassian.com', prompt: 'consent', response_type: 'code', client_id: client.id }
    const wrong = Object.entries({ ...wanted, redirect_uri: callbackUrl, code_challenge_method: 'S256' })
      .filter(([name, value]) => query.get(name) !== value)
      .map(([name]) => name)
    if (wrong.length > 0) return void page(response, 400, `<h1>Something went wrong</h1><p>${wrong.join(', ')}</p>`)
    const id = randomUUID()
    const scopes = (query.get('scope') ?? '').split(' ').filter(scope => !withheld.includes(scope))
    const [state = '', challenge = ''] = [query.get('state') ?? '', query.get('code_challenge') ?? '']
    asked.set(id, { redirectUri: callbackUrl, state: spoilt ? `${state}x` : state, scopes, challenge })
    spoilt = false
    const choice = (label: string, answer: string) => `<p><a href="/consent?id=${id}&answer=${answer}">${label}</a></p>`
    page(response, 200, `<h1>Weir asks for access</h1>${choice('Accept', 'yes')}${choice('Cancel', 'no')}`)
  }

  function consent(response: ServerResponse, query: URLSearchParams): void {
    const request = asked.get(query.get('id') ?? '')
    if (!request) return void page(response, 400, '<h1>Unknown request</h1>')
    const back = new URL(request.redirectUri)
    back.searchParams.set('state', request.state)
    if (query.get('answer') === 'yes') {
      const code = randomUUID()
      codes.set(code, request)
      back.searchParams.set('code', code)
    } else {
      back.searchParams.set('error', 'access_denied')
      back.searchParams.set('error_description', 'User did not authorize the request')
    }
    response.writeHead(302, { location: back.href }).end()
  }

  async function token(response: ServerResponse, body: JsonObject): Promise<void> {
    if (body['client_id'] !== client.id || body['client_secret'] !== client.secret) {
      return void refuse(response, 401, 'access_denied', 'Unauthorized')
    }
    if (body['grant_type'] === 'authorization_code') {
      const code = codes.get(String(body['code']))
      codes.delete(String(body['code']))
      const verified = createHash('sha256').update(String(body['code_verifier'])).digest('base64url')
      if (!code || body['redirect_uri'] !== code.redirectUri || verified !== code.challenge) {
        return void refuse(response, 403, 'invalid_grant', 'Invalid authorization code')
      }
      return void send(response, 200, grant(code.scopes))
    }
    const known = refresh.get(String(body['refresh_token']))
    const usedAt = known?.usedAt ?? null
    if (usedAt !== null) reused++
    if (!known || (usedAt !== null && now() - usedAt >= leewayMs)) {
      return void refuse(response, 403, 'invalid_grant', 'Unknown or invalid refresh token.')
    }
    known.usedAt ??= now()
    renewed++
    const given = grant(known.scopes)
    const work = beforeRefresh
    beforeRefresh = null
    if ((await work?.()) === 'drop') response.destroy()
    else send(response, 200, given)
  }

  async function gateway(incoming: IncomingMessage, response: ServerResponse, url: URL, bearer: string): Promise<void> {
    const [, id = '', path = ''] = /^\/ex\/jira\/([^/]+)(\/.*)$/.exec(url.pathname) ?? []
    const body = await jsonBody(incoming)
    const site = sites.find(one => one.id === id)
    if (!site) return void send(response, 404, { message: 'No message available' })
    const { scopes, expiresAt } = access.get(bearer) ?? { scopes: [], expiresAt: 0 }
    if (refusing || expiresAt <= now()) return void send(response, 401, { code: 401, message: 'Unauthorized' })
    const needed = path.startsWith('/rest/agile/') ? 'read:board-scope:jira-software' : 'read:jira-work'
    if (!scopes.includes(needed)) {
      return void send(response, 401, { code: 401, message: 'Unauthorized; scope does not match' })
    }
    beforeUse()
    beforeUse = () => {}
    const { email, token } = site.jira.credentials
    const reply = await fetch(`${site.jira.url}${path}${url.search}`, {
      method: incoming.method ?? 'GET',
      headers: { authorization: `Basic ${Buffer.from(`${email}:${token}`).toString('base64')}` },
      ...(incoming.method === 'POST' && { body: JSON.stringify(body) }),
    })
    const content = Buffer.from(await reply.arrayBuffer())
    const headers = [...reply.headers].filter(
      ([name]) => !/^(?:connection|transfer-encoding|content-length|keep-alive)$/.test(name),
    )
    response.writeHead(reply.status, Object.fromEntries(headers)).end(content)
  }

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://localhost')
    const bearer = (incoming.headers.authorization ?? '').replace(/^Bearer /, '')
    requests.push(`${incoming.method} ${url.pathname}`)
    if (url.pathname === '/favicon.ico') return void response.writeHead(204).end()
    if (url.pathname === '/authorize') return authorize(response, url.searchParams)
    if (url.pathname === '/consent') return consent(response, url.searchParams)
    if (url.pathname === '/oauth/token') return token(response, await jsonBody(incoming))
    if (url.pathname.startsWith('/ex/jira/')) return gateway(incoming, response, url, bearer)
    if (url.pathname !== '/oauth/token/accessible-resources') return void page(response, 404, '<h1>Not here</h1>')
    const { scopes, expiresAt } = access.get(bearer) ?? { scopes: [], expiresAt: 0 }
    if (expiresAt <= now()) return void send(response, 401, { code: 401, message: 'Unauthorized' })
    const listed = sites.map(({ id, name, url }) => ({ id, name, url, scopes, avatarUrl: `${url}/avatar.png` }))
    send(response, 200, [
      ...listed,
      { id: 'wiki', name: 'Wiki', url: 'https://wiki.example', scopes: ['read:page:confluence'] },
    ])
  }

  const server = await serveOnLoopback(handle)
  return {
    hosts: { auth: server.url, api: server.url },
    client,
    sites: sites.map(({ id, name, url }) => ({ id, name, url })),
    requests,
    reused: () => reused,
    renewed: () => renewed,
    giveAccess: () => grant(allScopes.filter(scope => !withheld.includes(scope))).access_token,
    refuseAll() {
      refusing = true
    },
    expireAccess: () => access.clear(),
    revoke() {
      access.clear()
      refresh.clear()
    },
    replaceSecret(secret) {
      client.secret = secret
    },
    spoilState() {
      spoilt = true
    },
    onRefresh(work) {
      beforeRefresh = work
    },
    onUse(work) {
      beforeUse = work
    },
    close: server.close,
  }
}
