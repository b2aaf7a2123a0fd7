import { expect, test } from 'vitest'
import type { ConnectionId, DataSourceId } from '../../shared/model/ids.ts'
import { deriveRepository } from './derive-repository.ts'
import { queries } from './queries.ts'
import { at, createTestWorkspace, filterOf, hour } from './testing/workspace.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const page = { offset: 0, limit: 200 }

/**
 * Four weeks from Monday, day 0. v1.0 on day 0 (first: 1 change, unattributed), v1.1 on day 2 with b (24 h) and c (12 h), v1.2 on day 9 with
 * d (6 h) and e (dated after it).
 */
async function shipped() {
  const w = await createTestWorkspace()
  const r = w.repository('service')
  const a = w.commit(r, { authoredAt: at(0), lines: [5, 1] })
  const b = w.commit(r, { authoredAt: at(1), parents: [a], lines: [10, 2] })
  const c = w.commit(r, { authoredAt: at(1, 12), parents: [b], author: 2, lines: [100, 0] })
  const d = w.commit(r, { authoredAt: at(8, 18), parents: [c] })
  const e = w.commit(r, { authoredAt: at(10), parents: [d], lines: [1, 1] })
  w.tag(r, 'v1.0', a, at(0, 1))
  w.tag(r, 'v1.1', c, at(2))
  w.tag(r, 'v1.2', e, at(9))
  w.branch(r, 'heads/main', e)
  await deriveRepository(w.db, r, match)
  return { w, r, a, b, c, d, e }
}

// Weeks: days 0 and 2 → 2 days, day 9 → 1, none, none → 0 1 0 2 sorted 0 0 1 2: median 0.5. Deployments per week 2 1 0 0.
test('deployment frequency counts weeks without one as 0', async () => {
  const { w } = await shipped()
  const { deploymentFrequency } = queries.dora(w.db, filterOf())
  expect(deploymentFrequency).toMatchObject({ deployments: 3, medianDaysPerWeek: 0.5, wholeWeeks: 4, noData: null })
  expect(deploymentFrequency.buckets.map(bucket => bucket.deployments)).toEqual([2, 1, 0, 0])
})

// Lead times 6 12 24 h: median 12; p85 at rank 1.7: 12 + 0.7 × 12 = 20.4 h. Week 1: 12 and 24, median 18. Week 2: 6.
test('lead time leaves out the first deployment and negative times, and says so', async () => {
  const { w } = await shipped()
  const { leadTime } = queries.dora(w.db, filterOf())
  expect(leadTime).toMatchObject({ medianMs: 12 * hour, changes: 3, unattributed: 1, negative: 1, noData: null })
  expect(leadTime.p85Ms).toBeCloseTo(20.4 * hour)
  expect(leadTime.buckets.map(bucket => bucket.medianMs)).toEqual([18 * hour, 6 * hour, null, null])
})

// Days 7 to 14 hold v1.2 alone; the seven days before hold v1.0 and v1.1, with 12 and 24 h: median 18 h, 2 days of one whole week.
test('the previous period is equally long and ends where this one begins', async () => {
  const { w } = await shipped()
  const { previous } = queries.dora(w.db, filterOf({ from: at(7), to: at(14) }))
  expect(previous).toEqual({
    from: at(0),
    to: at(7),
    deployments: 2,
    medianDaysPerWeek: 2,
    leadTimeMedianMs: 18 * hour,
    changeFailRate: 0,
    recoveryMedianMs: null,
    reworkRate: 0,
  })
})

test('what is missing is named, and is no number', async () => {
  const { w } = await shipped()
  const reasons = (filter: Parameters<typeof filterOf>[0]) => {
    const { deploymentFrequency: f, leadTime: l } = queries.dora(w.db, filterOf(filter))
    return [f.noData, f.medianDaysPerWeek, l.noData, l.medianMs]
  }
  expect(reasons({ from: at(-28), to: at(0) })).toEqual([
    'no_deployments_in_period',
    null,
    'no_deployments_in_period',
    null,
  ])
  expect(reasons({ from: at(14), to: at(28) })).toEqual([null, 0, 'no_deployments_in_period', null])
  expect(reasons({ from: at(0), to: at(1) })).toEqual(['no_whole_week', null, 'no_attributed_changes', null])
  expect(reasons({ repositoryIds: [] })).toEqual(['no_repositories', null, 'no_repositories', null])
  w.run('delete from deployment_changes')
  w.run('delete from deployments')
  expect(reasons({})).toEqual(['no_deployments', null, 'no_deployments', null])
  expect(queries.activity(w.db, filterOf({ from: at(14), to: at(28) })).noData).toBe('no_commits_in_period')
})

// Without the bot's c: four commits by Ann, 5 + 10 + 1 lines added, 1 + 2 + 1 removed, d not counted yet. With it: two authors, 100 more.
test('activity leaves out bots unless they are asked for', async () => {
  const { w } = await shipped()
  expect(queries.activity(w.db, filterOf())).toMatchObject({
    commits: 4,
    authors: 1,
    additions: 16,
    deletions: 4,
    commitsWithoutStats: 1,
  })
  expect(queries.activity(w.db, filterOf({ includeBots: true }))).toMatchObject({
    commits: 5,
    authors: 2,
    additions: 116,
  })
})

// The period begins inside the first day's bucket: what lies before it is not counted, though the bucket shows the whole day.
test('the first and last bucket count only what lies in the period', async () => {
  const { w } = await shipped()
  const { buckets } = queries.activity(
    w.db,
    filterOf({ from: at(0, 12), to: at(1, 12), bucket: 'day', includeBots: true }),
  )
  expect(buckets.map(({ start, commits }) => [start, commits])).toEqual([
    [at(0), 0],
    [at(1), 1],
  ])
})

test('each list holds exactly the items behind its number', async () => {
  const { w, a, b, c, d, e } = await shipped()
  const filter = filterOf()
  const { deploymentFrequency, leadTime } = queries.dora(w.db, filter)
  const deployments = queries.deployments(w.db, { filter, page })
  expect(deployments.total).toBe(deploymentFrequency.deployments)
  expect(deployments.rows.map(row => [row.name, row.changes, row.medianLeadTimeMs])).toEqual([
    ['v1.2', 2, 6 * hour],
    ['v1.1', 2, 18 * hour],
    ['v1.0', null, null],
  ])
  const changes = queries.changes(w.db, { filter, deploymentId: null, page })
  expect(changes.rows.map(row => row.commitId)).toEqual([d, c, b, e])
  expect(changes.rows.filter(row => row.leadTimeMs !== null)).toHaveLength(leadTime.changes)
  expect(changes.total).toBe(leadTime.changes + leadTime.negative)
  const commits = queries.commits(w.db, { filter, page })
  expect(commits.rows.map(row => row.commitId)).toEqual([e, d, b, a])
  expect(commits.total).toBe(queries.activity(w.db, filter).commits)
})

test('pages of a list put together are the whole list', async () => {
  const { w } = await shipped()
  const filter = filterOf()
  const whole = queries.changes(w.db, { filter, deploymentId: null, page }).rows
  for (const limit of [1, 2, 3]) {
    const parts = [0, 1, 2, 3, 4].map(
      i => queries.changes(w.db, { filter, deploymentId: null, page: { offset: i * limit, limit } }).rows,
    )
    expect(parts.flat()).toEqual(whole)
  }
  const [newest] = queries.deployments(w.db, { filter, page }).rows
  expect(queries.changes(w.db, { filter, deploymentId: newest?.id ?? null, page }).total).toBe(newest?.changes)
})

test.each([
  ['connection disabled', 'update connections set enabled = 0'],
  ['connection removed', 'update connections set removed_at = 1'],
  ['data source inactive', 'update data_sources set active = 0'],
])('nothing is counted: %s', async (_, sql) => {
  const { w } = await shipped()
  w.run(sql)
  expect(queries.dora(w.db, filterOf())).toMatchObject({
    repositories: 0,
    deploymentFrequency: { deployments: 0 },
    leadTime: { changes: 0 },
  })
  expect(queries.activity(w.db, filterOf({ includeBots: true })).commits).toBe(0)
  expect(queries.changes(w.db, { filter: filterOf(), deploymentId: null, page }).total).toBe(0)
})

// Without Ann only the bot's c remains: 12 h.
test('changes and commits of inactive people are left out, deployments are not', async () => {
  const { w } = await shipped()
  w.run('update identities set active = 0 where id = (select identity_id from people where id = 1)')
  const { deploymentFrequency, leadTime } = queries.dora(w.db, filterOf())
  expect([deploymentFrequency.deployments, leadTime.changes, leadTime.medianMs]).toEqual([3, 1, 12 * hour])
  expect(queries.changes(w.db, { filter: filterOf(), deploymentId: null, page }).total).toBe(1)
  expect(queries.repositories(w.db)[0]?.commits).toBe(1)
})

test('repositories show their counts and the rule in force', async () => {
  const { w } = await shipped()
  w.repository('empty')
  expect(queries.repositories(w.db)).toMatchObject([
    { name: 'empty', commits: 0, firstCommitAt: null, rule: { source: 'commits' } },
    {
      name: 'service',
      commits: 5,
      authors: 2,
      tags: 3,
      branches: 1,
      deployments: 3,
      additions: 116,
      commitsWithoutStats: 1,
      savedRule: null,
      rule: { source: 'tags' },
      lastCommitAt: at(10),
    },
  ])
})

// Ann also committed in the other connection, so only the bot goes with the first.
test('impact counts the people who are nowhere else', async () => {
  const { w, r } = await shipped()
  w.commit(w.repository('other', 2), { authoredAt: at(0) })
  const expected = {
    dataSources: 1,
    repositories: 1,
    commits: 5,
    people: 1,
    tags: 3,
    deployments: 3,
    pullRequests: 0,
    issues: 0,
    runs: 0,
    mirrorBytes: 0,
  }
  expect(queries.connectionImpact(w.db, { connectionId: 1 as ConnectionId })).toEqual(expected)
  expect(queries.dataSourceImpact(w.db, { dataSourceId: r as DataSourceId })).toEqual(expected)
  expect(() => queries.connectionImpact(w.db, { connectionId: 99 as ConnectionId })).toThrow('rpc.not_found')
})
