import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { serveOnLoopback } from '../../src/main/scenarios/simulators/shared/loopback-server.ts'

/** How it answers in place of the site, with all that it was sent. */
export interface Hostility {
  readonly status: number
  readonly type: 'json' | 'graphql' | 'text' | 'html'
  /** Which requests; all, if absent. */
  readonly when?: RegExp
}

export interface EchoingProxy {
  readonly url: string
  /** Every secret it was shown so far: what lets in, and what a sign-in is finished with. */
  readonly shown: ReadonlySet<string>
  /** From now on; null lets everything pass. */
  behave(hostility: Hostility | null): void
  close(): Promise<void>
}

const secretFields = ['client_secret', 'refresh_token', 'code', 'code_verifier'] as const

/** Stands before a site, and repeats what it is sent when it is told to, as debugging proxies and hostile servers do. */
export async function startEchoingProxy(site: string): Promise<EchoingProxy> {
  const shown = new Set<string>()
  let hostility: Hostility | null = null

  function note({ headers }: IncomingMessage, body: Buffer): void {
    const [scheme, credentials = ''] = (headers.authorization ?? '').split(' ')
    if (credentials !== '') shown.add(credentials)
    if (scheme === 'Basic')
      shown.add(
        Buffer.from(credentials, 'base64')
          .toString()
          .replace(/^[^:]*:/, ''),
      )
    const sent = body.toString().startsWith('{') ? JSON.parse(body.toString()) : {}
    for (const name of secretFields) if (typeof sent[name] === 'string') shown.add(sent[name])
  }

  function echo({ status, type }: Hostility, asked: IncomingMessage, body: Buffer, response: ServerResponse): void {
    const { authorization = '', ...headers } = asked.headers
    const plain = `${authorization} ${authorization.split(' ')[1]} ${body} ${JSON.stringify(headers)}`
    const said = `${plain} ${encodeURIComponent(plain)} ${Buffer.from(plain).toString('base64')}`
    const errors = [{ type: said, message: said, path: [said] }]
    const answers = {
      json: [
        'application/json',
        JSON.stringify({ message: said, error: said, errorMessages: [said], errors: { said } }),
      ],
      graphql: ['application/json', JSON.stringify({ errors, message: said })],
      text: ['text/plain', said],
      html: ['text/html', `<p>${said}</p>`],
    } as const
    const [contentType, text] = answers[type]
    const away = status >= 300 && status < 400 && { location: `http://127.0.0.1:1/?${encodeURIComponent(plain)}` }
    const asks = status === 401 && { 'www-authenticate': 'Basic realm="echo"' }
    response.writeHead(status, { 'content-type': contentType, ...away, ...asks }).end(text)
  }

  async function handle(asked: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    for await (const chunk of asked) chunks.push(chunk)
    const body = Buffer.concat(chunks)
    note(asked, body)
    if (hostility && (hostility.when?.test(asked.url ?? '') ?? true)) return echo(hostility, asked, body, response)
    const { method = 'GET', headers, url = '/' } = asked
    const passed = request(`${site}${url}`, { method, headers }, reply => {
      const link = reply.headers['link']
      const own = link !== undefined && { link: String(link).replaceAll(site, server.url) }
      response.writeHead(reply.statusCode ?? 502, { ...reply.headers, ...own })
      reply.pipe(response)
    })
    passed.on('error', error => response.destroy(error))
    passed.end(body)
  }

  const server = await serveOnLoopback(handle)
  return {
    url: server.url,
    shown,
    behave(next) {
      hostility = next
    },
    close: server.close,
  }
}
