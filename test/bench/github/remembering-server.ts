import { setTimeout as delay } from 'node:timers/promises'
import { generateWorld } from '../../../src/main/scenarios/simulators/github/generated-world.ts'
import { startGithubSimulator } from '../../../src/main/scenarios/simulators/github/simulator.ts'
import { serveOnLoopback } from '../../../src/main/scenarios/simulators/shared/loopback-server.ts'
import type { SentRequest } from '../sent-request.ts'

export type FromServer =
  | { readonly type: 'ready'; readonly url: string; readonly token: string }
  | { readonly type: 'requests'; readonly requests: readonly SentRequest[] }

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

const passedOn = ['etag', 'link', ...['limit', 'remaining', 'reset', 'resource'].map(name => `x-ratelimit-${name}`)]

/**
 * A process with a simulated GitHub behind a server that answers each request after a time and remembers what it has answered.
 * `begin` starts its list of requests anew, `list` asks for it.
 */
const [pulls = '20000', latencyMs = '50', way = 'graphql'] = process.argv.slice(2)
const simulator = await startGithubSimulator({
  world: generateWorld({ pulls: Number(pulls), issues: 0 }),
  restOnly: way === 'rest',
  quota: { limit: 1_000_000_000, windowMs: 3_600_000 },
})
const answers = new Map<string, Answer>()
let requests: SentRequest[] = []

const server = await serveOnLoopback(async (incoming, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const request = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    body: Buffer.concat(chunks).toString('utf8'),
    etag: incoming.headers['if-none-match'] ?? '',
  }
  requests.push(request)
  const waited = delay(Number(latencyMs))
  const key = JSON.stringify(request)
  const answer = answers.get(key) ?? (await ask(request, incoming.headers.authorization ?? ''))
  answers.set(key, answer)
  await waited
  const { status, headers, body } = answer
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': body.length, ...headers })
    .end(body)
})

async function ask({ method, path, body, etag = '' }: SentRequest, authorization: string): Promise<Answer> {
  const headers = { authorization, ...(etag !== '' && { 'if-none-match': etag }) }
  const answer = await fetch(`${simulator.url}${path}`, { method, headers, ...(body !== '' && { body }) })
  const told = passedOn.flatMap(name => {
    const value = answer.headers.get(name)
    return value === null ? [] : [[name, value.replaceAll(simulator.url, server.url)] as const]
  })
  return { status: answer.status, headers: Object.fromEntries(told), body: Buffer.from(await answer.arrayBuffer()) }
}

const tell = (message: FromServer) => process.send?.(message)
process.on('message', asked => {
  if (asked === 'list') tell({ type: 'requests', requests })
  requests = []
})
process.on('disconnect', () => process.exit())
tell({ type: 'ready', url: server.url, token: simulator.tokens[0] ?? '' })
