import { expect, onTestFinished, test } from 'vitest'
import * as act from './acts.ts'
import { generateWorld } from './generated-world.ts'
import { type GithubSimulator, type SimulatorOptions, startGithubSimulator } from './simulator.ts'

async function start(options: Partial<SimulatorOptions> = {}) {
  const simulator = await startGithubSimulator({ world: generateWorld({ pulls: 130, issues: 10 }), ...options })
  onTestFinished(() => simulator.close())
  return simulator
}

interface Asked {
  readonly headers?: Readonly<Record<string, string>>
  readonly json?: unknown
}

async function ask({ url, tokens }: GithubSimulator, path: string, { headers = {}, json }: Asked = {}) {
  const response = await fetch(path.startsWith('http') ? path : `${url}${path}`, {
    headers: { authorization: `Bearer ${tokens[0]}`, ...headers },
    ...(json !== undefined && { method: 'POST', body: JSON.stringify(json) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: text === '' ? null : JSON.parse(text) }
}

const query = (simulator: GithubSimulator, text: string, variables: object = {}) =>
  ask(simulator, '/api/graphql', { json: { query: text, variables } })
const nextOf = (headers: Headers) => /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]

test('a world is the same for the same options', () => {
  expect(generateWorld({ pulls: 20, seed: 3 })).toEqual(generateWorld({ pulls: 20, seed: 3 }))
  expect(generateWorld({ pulls: 20, seed: 4 })).not.toEqual(generateWorld({ pulls: 20, seed: 3 }))
})

test('lists are paged by links that name the repository by its id, a hundred at a time at most', async () => {
  const simulator = await start()
  const first = await ask(simulator, '/api/v3/repos/acme/shop/pulls?state=all&per_page=500')
  expect(first.body.length).toBe(100)
  const next = nextOf(first.headers) ?? ''
  expect(next).toMatch(/\/api\/v3\/repositories\/500\/pulls\?.*page=2/)
  const second = await ask(simulator, next)
  expect([second.body.length, nextOf(second.headers)]).toEqual([30, undefined])
})

test('an etag that still holds is answered with 304 and costs nothing', async () => {
  const simulator = await start()
  const path = '/api/v3/repos/acme/shop/pulls?per_page=1'
  const { headers } = await ask(simulator, path)
  const left = Number(headers.get('x-ratelimit-remaining'))
  const etag = headers.get('etag') ?? ''
  const again = await ask(simulator, path, { headers: { 'if-none-match': etag } })
  expect([again.status, again.body, Number(again.headers.get('x-ratelimit-remaining'))]).toEqual([304, null, left])
  simulator.site.update(500, act.openPull)
  expect((await ask(simulator, path, { headers: { 'if-none-match': etag } })).status).toBe(200)
})

test('each token has its own limits, REST and GraphQL apart, and each way of saying that they are used up', async () => {
  const simulator = await start({ quota: { limit: 1, windowMs: 60_000 }, tokens: ['one', 'two'] })
  const user = () => ask(simulator, '/api/v3/user')
  expect([(await user()).status, (await user()).status]).toEqual([200, 403])
  const limit = 'query { rateLimit { cost } }'
  expect((await query(simulator, limit)).body.data).toEqual({ rateLimit: { cost: 1 } })
  const refused = await query(simulator, limit)
  expect([refused.status, refused.body.errors[0].type]).toEqual([200, 'RATE_LIMITED'])
  const other = await ask(simulator, '/api/v3/user', { headers: { authorization: 'Bearer two' } })
  expect([other.status, other.headers.get('x-ratelimit-remaining')]).toEqual([200, '0'])
})

test('GraphQL is executed: what the schema does not have is refused, and so are more than a hundred at once', async () => {
  const simulator = await start()
  const pulls = (selection: string, first = 2) =>
    query(
      simulator,
      `query { repository(owner: "acme", name: "shop") { pullRequests(first: ${first}) { totalCount nodes { ${selection} } } } }`,
    )
  expect((await pulls('number')).body.data.repository.pullRequests).toEqual({
    totalCount: 130,
    nodes: [{ number: 1 }, { number: 2 }],
  })
  expect((await pulls('colour')).body.errors[0].message).toMatch(/Cannot query field "colour"/)
  expect((await pulls('number', 101)).body.errors[0].message).toMatch(/more than 100/)
})

test('a place in a GraphQL list holds while others change, and is refused when it is none', async () => {
  const simulator = await start()
  const text = `query Pulls($after: String) { repository(owner: "acme", name: "shop") {
    pullRequests(first: 50, after: $after, orderBy: { field: UPDATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor } nodes { number } } } }`
  const seen: number[] = []
  let after: string | null = null
  do {
    const { body } = await query(simulator, text, { after })
    const { pageInfo, nodes } = body.data.repository.pullRequests
    seen.push(...nodes.map(({ number }: { number: number }) => number))
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null
    simulator.site.update(500, act.comment(seen[0] ?? 0))
  } while (after !== null)
  expect(new Set(seen).size).toBe(130)
  expect(seen.length).toBe(130)
  expect((await query(simulator, text, { after: 'nonsense' })).body.errors[0].type).toBe('INVALID_CURSOR_ARGUMENTS')
})

test('a search among workflow runs gives a thousand at most and tells how many there are', async () => {
  const simulator = await start()
  for (let more = 0; more < 1_100; more++) simulator.site.update(500, act.startRun('CI', 'a'.repeat(40)))
  const path = '/api/v3/repos/acme/shop/actions/runs?per_page=100&created=%3E%3D2026-01-01T00:00:00Z'
  const { body } = await ask(simulator, path)
  expect(body.total_count).toBe(1_100)
  let next: string | undefined = `${simulator.url}${path}`
  let pages = 0
  for (; next !== undefined; pages++) next = nextOf((await ask(simulator, next)).headers)
  expect(pages).toBe(10)
})
