import { setTimeout as delay } from 'node:timers/promises'
import { generateWorld } from '../../../src/main/scenarios/simulators/jira/generated-world.ts'
import { startJiraSimulator } from '../../../src/main/scenarios/simulators/jira/simulator.ts'
import { serveOnLoopback } from '../../../src/main/scenarios/simulators/shared/loopback-server.ts'
import type { SentRequest } from '../sent-request.ts'

interface Answer {
  readonly status: number
  readonly body: Buffer
}

/** What the process tells its parent: where it is and how to get in, or what it was asked since `begin`. */
export type FromServer =
  | { readonly type: 'ready'; readonly url: string; readonly email: string; readonly token: string }
  | { readonly type: 'requests'; readonly requests: readonly SentRequest[]; readonly remembered: number }

/**
 * A process with a simulated Jira Cloud behind a server that answers each request after a time and remembers what it has answered:
 * a request that comes again costs it nothing but sending. `begin` starts its list of requests anew, `list` asks for it.
 */
const [issues = '20000', latencyMs = '50'] = process.argv.slice(2)
const world = generateWorld({ issues: Number(issues), projects: 2, worklogs: 0 })
const simulator = await startJiraSimulator({ product: 'cloud', world })
const answers = new Map<string, Answer>()
let requests: SentRequest[] = []
let remembered = 0

const server = await serveOnLoopback(async (incoming, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const request = {
    method: incoming.method ?? 'GET',
    path: incoming.url ?? '/',
    body: Buffer.concat(chunks).toString('utf8'),
  }
  requests.push(request)
  const waited = delay(Number(latencyMs))
  const key = JSON.stringify(request)
  const known = answers.get(key)
  if (known) remembered++
  const answer = known ?? (await ask(request, incoming.headers.authorization ?? ''))
  answers.set(key, answer)
  await waited
  const { status, body } = answer
  response.writeHead(status, { 'content-type': 'application/json', 'content-length': body.length }).end(body)
})

async function ask({ method, path, body }: SentRequest, authorization: string): Promise<Answer> {
  const headers = { authorization, 'content-type': 'application/json' }
  const answer = await fetch(`${simulator.url}${path}`, { method, headers, ...(body !== '' && { body }) })
  return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) }
}

const tell = (message: FromServer) => process.send?.(message)
process.on('message', asked => {
  if (asked === 'list') tell({ type: 'requests', requests, remembered })
  requests = []
  remembered = 0
})
process.on('disconnect', () => process.exit())
tell({ type: 'ready', url: server.url, ...simulator.credentials })
