import { generateKeyPairSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { startBench } from '../../../../test/support/github-bench.ts'
import { WeirError } from '../../../shared/contract/weir-error.ts'
import { createHttp } from '../../ingest/http/create-http.ts'
import { addRun, sync } from '../../ingest/test-support.ts'
import * as act from '../../scenarios/simulators/github/acts.ts'
import { generateWorld } from '../../scenarios/simulators/github/generated-world.ts'
import type { SimulatorOptions } from '../../scenarios/simulators/github/simulator.ts'
import type { Trouble } from '../../scenarios/simulators/github/trouble.ts'
import { freshDatabase, rowsOf } from '../../store/test-support.ts'
import type { MemoryHost } from '../sdk/conformance-host.ts'

const world = () => generateWorld({ pulls: 14, issues: 4 })
const source = [{ externalId: '500', name: 'acme/shop' }]
const pullsIn = (host: MemoryHost) => host.rows().filter(({ entity }) => entity.kind === 'pull_request')

async function undisturbed(options: Partial<SimulatorOptions> = {}): Promise<ReturnType<MemoryHost['rows']>> {
  const { host, simulator } = await startBench({ world: world(), ...options })
  await host.run(source)
  return host.rows().map(row => withHost(row, simulator.url))
}
/** Each simulator has an address of its own. */
const withHost = <Row extends object>(row: Row, url: string): Row =>
  JSON.parse(JSON.stringify(row).replaceAll(new URL(url).host, 'github.example'))

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => 'ended',
    (error: unknown) => (error instanceof WeirError ? error.code : error),
  )

const passing: readonly (readonly [string, Trouble])[] = [
  ['a secondary limit with Retry-After', { kind: 'secondary', status: 403, retryAfterSeconds: 1 }],
  ['a secondary limit with 429', { kind: 'secondary', status: 429, retryAfterSeconds: 1 }],
  ['a secondary limit without a word', { kind: 'secondary', status: 403 }],
  ['an exhausted primary limit', { kind: 'rate_limited', resetSeconds: 1 }],
  ['a quota that ends with the answer', { kind: 'quota', resetSeconds: 1 }],
  ['a limit in a 200 of GraphQL', { kind: 'graphql_limited' }],
  ['a query that takes too long', { kind: 'graphql_timeout' }],
  ['a place in a list that is lost', { kind: 'lost_cursor' }],
  ['a 500', { kind: 'error', status: 500 }],
  ['a dropped connection', { kind: 'drop' }],
  ['an answer cut off', { kind: 'drop', midway: true }],
  ['a slow answer', { kind: 'slow', ms: 50 }],
]

test.each(passing)('GraphQL: %s in the middle changes nothing in the end', async (_, trouble) => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble, when: /graphql PullRequests/, after: 2 })
  expect(await host.run(source)).toMatchObject({ ended: true })
  expect(host.rows().map(row => withHost(row, simulator.url))).toEqual(await undisturbed())
})

const overRest = passing.filter(([, { kind }]) => !/graphql|cursor/.test(kind))
test.each(overRest)('REST: %s in the middle changes nothing in the end', async (_, trouble) => {
  const { host, simulator } = await startBench({ world: world(), restOnly: true })
  simulator.trouble.plan({ trouble, when: /pulls/, after: 9 })
  expect(await host.run(source)).toMatchObject({ ended: true })
  expect(host.rows().map(row => withHost(row, simulator.url))).toEqual(await undisturbed({ restOnly: true }))
})

test('a 403 with Retry-After is waited out to the second, shown with its end, and is no failure', async () => {
  const { connector, simulator } = await startBench({ world: world() })
  const { db } = await freshDatabase('500')
  simulator.trouble.plan({
    trouble: { kind: 'secondary', status: 403, retryAfterSeconds: 2 },
    when: /graphql PullRequests/,
    after: 1,
  })
  const begun = Date.now()
  const { ended, messages } = await sync(db, connector, {
    now: Date.now,
    assignment: {
      runId: addRun(db),
      settings: { url: simulator.url },
      credentials: { token: simulator.tokens.join(' ') },
    },
  })
  expect(ended).toEqual({ type: 'ended', outcome: 'finished' })
  const shown = messages.flatMap(message =>
    message.type === 'progress' && message.progress.waitingUntil !== null ? [message.progress.waitingUntil] : [],
  )
  expect(shown.length).toBeGreaterThan(0)
  expect(new Set(shown).size).toBe(1)
  expect(shown[0]).toBeGreaterThanOrEqual(begun + 2_000)
  const [totals] = rowsOf(db, 'select sum(waited_ms) as waited from run_streams')
  expect(Number((totals as { waited: number }).waited)).toBeGreaterThanOrEqual(1_990)
  expect(Number((totals as { waited: number }).waited)).toBeLessThan(10_000)
})

test('without a word, a secondary limit is waited out for a minute, then two, and longer', async () => {
  const { simulator, connector } = await startBench({
    world: world(),
    sizes: { backOff: { firstMs: 60_000, longestMs: 900_000 } },
  })
  simulator.trouble.plan({ trouble: { kind: 'secondary', status: 403 }, when: /GET \/user/, times: 3 })
  const waits: number[] = []
  let now = Date.now()
  const signal = new AbortController().signal
  const http = createHttp({
    signal,
    now: () => now,
    random: () => 0,
    wait: async ms => {
      waits.push(ms)
      now += ms
    },
  })
  const found = await connector.verify({
    settings: connector.settings.parse({ url: simulator.url }),
    credentials: connector.credentials?.parse({ token: simulator.tokens[0] }),
    http,
    signal,
    now: () => now,
    log: () => undefined,
    cacheFolder: null,
    commands: {
      run() {
        throw new Error('GitHub needs no programs')
      },
    },
  })
  expect(found.identity).toBe('anna-berg')
  expect(waits).toEqual([60_000, 120_000, 240_000])
})

test('several tokens are used in turn as their limits allow', async () => {
  const tokens = ['ghp_token-number-one-x', 'ghp_token-number-two-x', 'ghp_token-number-three']
  const quota = { limit: 30, windowMs: 3_600_000 }
  const { host, simulator } = await startBench({ world: world(), restOnly: true, tokens, quota })
  expect(await codeOf(host.run(source, { killAfter: 4 }))).toBe('ended')
  expect(simulator.requests.length).toBeGreaterThan(40)
  expect(simulator.requests.length).toBeLessThan(90)
})

test('what one token may not ask for the next hour another asks at once, whatever was under way', async () => {
  const tokens = ['ghp_token-number-one-x', 'ghp_token-number-two-x']
  for (const restOnly of [true, false]) {
    const { host, simulator } = await startBench({ world: world(), restOnly, tokens })
    simulator.trouble.plan({
      trouble: { kind: 'secondary', status: 403, retryAfterSeconds: 3_600 },
      when: /pulls|PullRequests/,
      after: 3,
    })
    simulator.trouble.plan({ trouble: { kind: 'quota', resetSeconds: 1 }, when: /deployments|Deployments/, after: 1 })
    expect(await codeOf(host.run(source))).toBe('ended')
    expect(host.rows().map(row => withHost(row, simulator.url))).toEqual(await undisturbed({ restOnly }))
  }
})

test('an abort ends the run while it waits for a limit', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({
    trouble: { kind: 'secondary', status: 403, retryAfterSeconds: 3_600 },
    when: /graphql PullRequests/,
    after: 3,
    times: 99,
  })
  expect(await codeOf(host.run(source, { abortAfter: 2 }))).toBe('run.stopped')
})

test('queries that take too long are asked for less at once', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'graphql_timeout' }, when: /graphql PullRequests/, after: 1, times: 5 })
  await host.run(source)
  expect(host.logged.some(line => line.includes('2 at a time'))).toBe(true)
  expect(pullsIn(host).length).toBe(14)
})

test('a server that stays broken ends the run, and the next one goes on from there', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'error', status: 502 }, when: /graphql/, after: 3, times: 40 })
  expect(await codeOf(host.run(source))).toBe('remote.server_error')
  while ((await codeOf(host.run(source))) !== 'ended');
  expect(host.rows().map(row => withHost(row, simulator.url))).toEqual(await undisturbed())
})

test('places that never lead on do not go round for ever', async () => {
  const { host, simulator } = await startBench({ world: world(), restOnly: true })
  simulator.trouble.plan({ trouble: { kind: 'repeated_page' }, when: /GET \/repos\/[^/]+\/[^/]+\/pulls$/, times: 99 })
  expect(await codeOf(host.run(source))).toBe('ended')
  expect(simulator.requests.length).toBeLessThan(400)
})

test('a lost place that stays lost ends in few requests', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'lost_cursor' }, when: /graphql PullRequests/, times: 1_000 })
  expect(await codeOf(host.run(source))).toBe('remote.rejected')
  expect(simulator.requests.length).toBeLessThan(30)
})

test('revoked credentials are named, and nothing is deleted', async () => {
  const { host, simulator } = await startBench({ world: world() })
  await host.run(source)
  const before = host.rows()
  simulator.revoke(simulator.tokens[0] ?? '')
  expect(await codeOf(host.run(source))).toBe('auth.rejected')
  expect(await codeOf(host.verify())).toBe('auth.rejected')
  expect(host.rows()).toEqual(before)
})

test('a repository that is gone is a fault of that repository alone', async () => {
  const { host, simulator } = await startBench({ world: world() })
  await host.run(source)
  simulator.site.removeRepository(500)
  expect(await codeOf(host.run(source))).toBe('source.unreadable')
  expect(pullsIn(host).length).toBe(14)
})

test('lists a token may not see are left out and said; the others come as before, and nothing is deleted', async () => {
  const forbidden = /deployments|graphql Deployments|actions\/runs|releases|git\/ref/
  const { host, simulator } = await startBench({ world: world(), forbidden })
  expect(await host.run(source)).toMatchObject({ ended: true })
  const kinds = new Set(host.rows().map(({ entity }) => entity.kind))
  expect([...kinds].sort()).toEqual(['hosted_repository', 'hosted_tag', 'issue', 'pull_request', 'repository', 'tag'])
  for (const what of ['deployments', 'workflow runs', 'releases']) {
    expect(host.logged.filter(line => line.includes(`${what} are not shown`)).length).toBe(1)
  }
  expect(simulator.requests.filter(request => /graphql (Issues|Tags)/.test(request)).length).toBeGreaterThan(1)
})

test('more than a thousand runs of one search are read in slices', async () => {
  const { host, simulator } = await startBench({ world: generateWorld({ pulls: 2 }), sizes: { listed: 100 } })
  const sha = 'b'.repeat(40)
  simulator.site.update(500, act.startRun('Deploy', sha))
  await host.run(source)
  for (let more = 0; more < 1_150; more++) simulator.site.update(500, act.startRun('CI', sha))
  await host.run(source)
  const { runs = [] } = simulator.site.repository(500) ?? {}
  expect(host.rows().filter(({ entity }) => entity.kind === 'workflow_run').length).toBe(runs.length)
})

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})
const app = { id: '1234', installationId: '5678', publicKey: pair.publicKey, tokenLifeMs: 3_600_000 }
const asApp = { appId: '1234', installationId: '5678' }
const oneLine = pair.privateKey.replaceAll('\n', ' ')

test('a GitHub App is let in by its key, pasted on one line, and reads what a token reads', async () => {
  const credentials = { privateKey: oneLine }
  const { host, simulator } = await startBench({ world: world(), app, settings: asApp, credentials })
  const found = await host.verify()
  expect(found.identity).toBe('Weir for Acme (GitHub App)')
  expect((await host.discover()).map(({ externalId }) => externalId)).toEqual(['500'])
  await host.run(source)
  expect(host.rows().map(row => withHost(row, simulator.url))).toEqual(await undisturbed())
})

test('an installation token that is about to expire is replaced', async () => {
  const credentials = { privateKey: oneLine }
  const short = { ...app, tokenLifeMs: 100_000 }
  const { host, simulator } = await startBench({ world: world(), app: short, settings: asApp, credentials })
  await host.run(source)
  expect(pullsIn(host).length).toBe(14)
  expect(simulator.requests.filter(request => request.includes('access_tokens')).length).toBeGreaterThan(3)
})

test('a key that does not fit is named', async () => {
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' })
  const credentials = { privateKey: String(other).replaceAll('\n', ' ') }
  const { host } = await startBench({ world: world(), app, settings: asApp, credentials })
  expect(await codeOf(host.verify())).toBe('auth.rejected')
})

test('an installation that is not there is named, and the App and its key are not blamed', async () => {
  const settings = { ...asApp, installationId: '999' }
  const { host } = await startBench({ world: world(), app, settings, credentials: { privateKey: oneLine } })
  await expect(host.verify()).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'settings.installationId' }],
  })
})

test('where there is no GitHub the address is named', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'html' }, when: /GET \/user/, times: 9 })
  await expect(host.verify()).rejects.toMatchObject({ code: 'settings.invalid', fields: [{ path: 'settings.url' }] })
})

test('no token appears in what is logged or said', async () => {
  const { host, simulator } = await startBench({ world: world() })
  simulator.trouble.plan({ trouble: { kind: 'html' }, when: /graphql/, times: 99 })
  const error: unknown = await host.run(source).catch((thrown: unknown) => thrown)
  const said = JSON.stringify([error, host.logged, error instanceof WeirError ? [error.hint, error.details] : ''])
  expect(said).not.toContain(simulator.tokens[0])
})
