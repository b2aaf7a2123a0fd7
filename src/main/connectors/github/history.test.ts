import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Bench, startBench } from '../../../../test/support/github-bench.ts'
import * as act from '../../scenarios/simulators/github/acts.ts'
import { generateWorld } from '../../scenarios/simulators/github/generated-world.ts'
import { logOf, noHistory } from '../../scenarios/simulators/github/history.ts'
import type { SimulatorOptions } from '../../scenarios/simulators/github/simulator.ts'
import type { Trouble } from '../../scenarios/simulators/github/trouble.ts'
import type { SimCommit } from '../../scenarios/simulators/github/world.ts'
import { createMemoryHost } from '../sdk/conformance-host.ts'
import { githubSizes } from './sizes.ts'

const source = [{ externalId: '500', name: 'acme/shop' }]
const world = (pulls = 14) => generateWorld({ pulls, issues: 0 })

const start = (options: Partial<SimulatorOptions> & Parameters<typeof startBench>[0] = {}) =>
  startBench({ world: world(), ...options })

const historyOf = ({ simulator }: Bench) => simulator.site.repository(500)?.history ?? noHistory
const headOf = (bench: Bench) => historyOf(bench).head ?? ''
/** What the site says leads to these commits. */
const reachable = (bench: Bench, ...tips: readonly string[]) =>
  [...new Set(tips.flatMap(tip => (logOf(historyOf(bench), tip) ?? []).map(({ sha }) => sha)))].sort()
const commitsIn = ({ host }: Bench) =>
  host
    .rows()
    .flatMap(({ entity }) => (entity.kind === 'commit' ? [entity.sha] : []))
    .sort()
const asked = ({ simulator }: Bench, pattern: RegExp, from = 0) =>
  simulator.requests.slice(from).filter(request => pattern.test(request)).length

const record = (sha: string, parents: readonly string[], at: number): SimCommit => {
  const person = { name: 'Ada', email: 'ada@example.org', date: new Date(at).toISOString() }
  const commit = { author: person, committer: person, message: `Commit ${sha.slice(0, 4)}` }
  return { sha, parents: parents.map(parent => ({ sha: parent })), commit }
}
const name = (n: number) => n.toString(16).padStart(40, '0')

for (const restOnly of [false, true]) {
  const way = restOnly ? 'REST' : 'GraphQL'

  test(`${way}: the default branch is read whole, later only what is new, and a look at nothing new is free`, async () => {
    const bench = await start({ restOnly })
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
    expect(bench.host.rows().filter(({ entity }) => entity.kind === 'branch')).toMatchObject([
      { entity: { name: 'heads/main', commitSha: headOf(bench) } },
    ])
    const before = bench.simulator.requests.length
    const unchanged = bench.simulator.unchanged()
    await bench.host.run(source)
    expect(asked(bench, /graphql History|\/commits$|compare|git\/ref/, before)).toBe(1)
    expect(bench.simulator.unchanged()).toBeGreaterThan(unchanged)
    bench.simulator.site.update(500, act.push('One more'))
    const again = bench.simulator.requests.length
    expect(await bench.host.run(source)).toMatchObject({ records: 2 })
    expect(asked(bench, /graphql History|\/commits$/, again)).toBe(1)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
  })

  test(`${way}: a branch that was merged after years brings its old commits without all that is known being listed again`, async () => {
    const bench = await start({ restOnly, world: world(60) })
    await bench.host.run(source)
    const { commits, head } = historyOf(bench)
    const [root] = commits
    const old = record(name(1), [root?.sha ?? ''], Date.parse('2025-01-05T12:00:00Z'))
    const merge = record(name(2), [head ?? '', old.sha], Date.now())
    bench.simulator.site.update(500, () => ({ history: { head: merge.sha, commits: [...commits, old, merge] } }))
    const before = bench.simulator.requests.length
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual(reachable(bench, merge.sha))
    expect(asked(bench, /graphql History|\/commits/, before)).toBeLessThanOrEqual(3)
  })

  test(`${way}: a rewritten branch makes inactive what leads nowhere any more, by one comparison`, async () => {
    const bench = await start({ restOnly })
    for (const subject of ['One', 'Two']) bench.simulator.site.update(500, act.push(subject))
    await bench.host.run(source)
    const old = headOf(bench)
    bench.simulator.site.update(500, act.forcePush(2, 'Rewritten'))
    const before = bench.simulator.requests.length
    await bench.host.run(source)
    expect(commitsIn(bench)).not.toContain(old)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
    expect(asked(bench, /compare/, before)).toBe(1)
  })

  test(`${way}: a rewritten branch whose old head GitHub has forgotten is read again whole`, async () => {
    const bench = await start({ restOnly })
    await bench.host.run(source)
    bench.simulator.site.update(500, act.forcePush(2, 'Rewritten'))
    const kept = new Set(reachable(bench, headOf(bench)))
    bench.simulator.site.update(500, ({ history = noHistory }) => ({
      history: { ...history, commits: history.commits.filter(({ sha }) => kept.has(sha)) },
    }))
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual([...kept].sort())
    expect(bench.host.logged.join()).toContain('GitHub has forgotten how it was')
  })

  test(`${way}: a deployed branch is compared once and stays, also when the default branch below it is rewritten`, async () => {
    const bench = await start({ restOnly })
    bench.simulator.site.update(500, act.push('Below it'))
    await bench.host.run(source)
    bench.simulator.site.update(500, act.deployBranch('production', 'Hotfix'))
    const tip = historyOf(bench).commits.at(-1)?.sha ?? ''
    await bench.host.run(source)
    expect(asked(bench, /compare/)).toBe(1)
    await bench.host.run(source)
    expect(asked(bench, /compare/)).toBe(1)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench), tip))
    // The head it stands on goes.
    bench.simulator.site.update(500, act.forcePush(1, 'Rewritten'))
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench), tip))
  })

  test(`${way}: a deployment of a commit nobody knows is asked for once, said, and harms nothing`, async () => {
    const bench = await start({ restOnly })
    bench.simulator.site.update(500, act.deploy('production', 'f'.repeat(40), 'success'))
    await bench.host.run(source)
    await bench.host.run(source)
    expect(asked(bench, /compare/)).toBe(1)
    expect(bench.host.logged.filter(line => line.includes('does not know 1 commits'))).toHaveLength(1)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
  })

  test(`${way}: a deployed branch that has nothing in common with the default one is listed by itself`, async () => {
    const bench = await start({ restOnly })
    const alone = Array.from({ length: 12 }, (_, n) =>
      record(name(n + 1), n === 0 ? [] : [name(n)], Date.parse('2025-03-01T00:00:00Z') + n * 1000),
    )
    bench.simulator.site.update(500, ({ history = noHistory }) => ({
      history: { ...history, commits: [...history.commits, ...alone] },
    }))
    bench.simulator.site.update(500, act.deploy('production', name(12), 'success'))
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench), name(12)))
  })

  test(`${way}: commits before a day are left out; with an earlier day they come`, async () => {
    const bench = await start({ restOnly, settings: { commitsSince: '2025-01-08' } })
    await bench.host.run(source)
    const since = Date.parse('2025-01-08')
    const timeOf = ({ commit }: SimCommit) => Date.parse(String((commit['committer'] as { date: string }).date))
    const all = logOf(historyOf(bench), headOf(bench)) ?? []
    const recent = all.filter(one => timeOf(one) >= since)
    expect(recent.length).toBeGreaterThan(3)
    expect(recent.length).toBeLessThan(all.length)
    expect(commitsIn(bench)).toEqual(recent.map(({ sha }) => sha).sort())
    expect(bench.host.rows().filter(({ entity }) => entity.kind === 'repository')).toMatchObject([
      { entity: { shallow: true, history: 'api' } },
    ])
    bench.simulator.site.update(500, act.push('One more'))
    await bench.host.run(source)
    expect(commitsIn(bench)).toHaveLength(recent.length + 1)
  })

  test(`${way}: a thousand commits cost ten requests`, async () => {
    const commits = Array.from({ length: 1_000 }, (_, n) =>
      record(name(n + 1), n === 0 ? [] : [name(n)], Date.parse('2025-03-01T00:00:00Z') + n * 60_000),
    )
    const bench = await start({ restOnly, world: world(0), sizes: { commits: githubSizes.commits } })
    bench.simulator.site.update(500, () => ({ history: { head: name(1_000), commits } }))
    await bench.host.run(source)
    expect(commitsIn(bench)).toHaveLength(1_000)
    expect(asked(bench, /graphql History|\/commits$/)).toBe(10)
  })

  test(`${way}: an empty repository has no commits until the first is pushed`, async () => {
    const bench = await start({ restOnly, world: world(0) })
    bench.simulator.site.update(500, () => ({ history: noHistory }))
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual([])
    bench.simulator.site.update(500, act.push('First'))
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual([headOf(bench)])
    bench.simulator.site.update(500, () => ({ history: noHistory }))
    await bench.host.run(source)
    expect(commitsIn(bench)).toEqual([])
  })
}

const passing: readonly (readonly [string, Trouble])[] = [
  ['a secondary limit', { kind: 'secondary', status: 403, retryAfterSeconds: 1 }],
  ['a limit in a 200 of GraphQL', { kind: 'graphql_limited' }],
  ['a query that takes too long', { kind: 'graphql_timeout' }],
  ['a place in a list that is lost', { kind: 'lost_cursor' }],
  ['a 500', { kind: 'error', status: 500 }],
  ['an answer cut off', { kind: 'drop', midway: true }],
]

test.each(passing)('GraphQL: %s in the middle of the listing changes nothing in the end', async (_, trouble) => {
  const bench = await start()
  bench.simulator.trouble.plan({ trouble, when: /graphql History/, after: 2 })
  expect(await bench.host.run(source)).toMatchObject({ ended: true })
  expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
})

test('REST: a page that names itself as the next one leaves no hole', async () => {
  const bench = await start({ restOnly: true })
  bench.simulator.trouble.plan({ trouble: { kind: 'repeated_page' }, when: /\/commits$/, after: 1 })
  expect(await bench.host.run(source)).toMatchObject({ ended: true })
  expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
})

test('where GraphQL never gets done with a listing, REST is asked', async () => {
  const bench = await start()
  bench.simulator.trouble.plan({ trouble: { kind: 'graphql_timeout' }, when: /graphql History/, times: 1_000 })
  expect(await bench.host.run(source)).toMatchObject({ ended: true })
  expect(commitsIn(bench)).toEqual(reachable(bench, headOf(bench)))
})

test('whatever is pushed, rewritten and deployed, syncs bring the commits a first sync would', async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant('push' as const) }),
    fc.record({ kind: fc.constant('rewrite' as const), back: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ kind: fc.constant('deploy' as const), from: fc.nat(30) }),
    fc.record({ kind: fc.constant('merge' as const), from: fc.nat(30) }),
    fc.record({ kind: fc.constant('sync' as const), killAfter: fc.nat(6) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 12 }), async steps => {
      const bench = await start({ world: world(5) })
      const { site } = bench.simulator
      const anyOf = (from: number) => {
        const { commits } = historyOf(bench)
        return commits[from % commits.length]?.sha ?? ''
      }
      let made = 0
      for (const one of steps) {
        if (one.kind === 'push') site.update(500, act.push('More'))
        else if (one.kind === 'rewrite') site.update(500, act.forcePush(one.back, 'Rewritten'))
        else if (one.kind === 'deploy') site.update(500, act.deployBranch('production', 'Aside', anyOf(one.from)))
        else if (one.kind === 'merge') {
          const { head, commits } = historyOf(bench)
          const merge = record(name(++made), [head ?? '', anyOf(one.from)], Date.now())
          site.update(500, () => ({ history: { head: merge.sha, commits: [...commits, merge] } }))
        } else await bench.host.run(source, { killAfter: one.killAfter })
      }
      await bench.host.run(source)
      await bench.host.run(source)
      const first = createMemoryHost({
        connector: bench.connector,
        settings: { url: bench.simulator.url },
        credentials: { token: bench.simulator.tokens.join(' ') },
        cacheFolder: bench.cacheFolder,
      })
      await first.run(source)
      expect(bench.host.rows()).toEqual(first.rows())
    }),
    { numRuns: 25 },
  )
})
