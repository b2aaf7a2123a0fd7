import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeRecords, people, repositoryRecord } from '../../src/main/scenarios/simulators/github/records.ts'
import { githubTime, type World } from '../../src/main/scenarios/simulators/github/world.ts'
import { defaultIncidentRules } from '../../src/shared/model/incidents.ts'
import { closedAfterTest, folderOfTest } from '../support/after-test.ts'
import { settled, untilPush, verify } from '../support/client-steps.ts'
import { at, fourWeeks } from '../support/four-weeks.ts'
import { createTestRepository } from '../support/git-repository.ts'
import { githubForm, openGithubWorkspace } from '../support/github-workspace.ts'

const minute = 60_000
const hour = 60 * minute
/** A deployment's success is known so long after it was made. */
const done = 3 * minute

/**
 * A repository with a commit to begin with and four squashed pull requests, each committed 24, opened 20 and reviewed 10 hours before it was
 * merged, at 10:00 of its day; a fifth is open. Everything is deployed to staging and to production.
 */
function makeShop(folder: string): { readonly world: World; readonly bare: string } {
  const records = makeRecords(1_000_000, 'acme/shop')
  const repository = createTestRepository(join(folder, 'shop'))
  const commit = (subject: string, time: number) => repository.commit(subject, { at: time / 1000 })
  const [author, reviewer] = people
  if (!author || !reviewer) throw new Error('nobody is there')
  const pull = (number: number, day: number, branch: string, merged = true) => {
    const end = at(day, 10)
    const made = records.pull(number, {
      title: `Change ${number}`,
      branch,
      author,
      createdAt: end - 20 * hour,
      updatedAt: end,
      state: merged ? 'merged' : 'open',
      endedAt: merged ? end : null,
      labels: [],
      size: 30,
      parts: {
        commits: [records.commit(`${number}`, end - 24 * hour, author, `Work on ${number}`)],
        reviews: merged ? [records.review(end - 10 * hour, reviewer, 'APPROVED')] : [],
        reviewComments: [],
        comments: [],
        events: [],
      },
    })
    if (!merged) return { pull: made, sha: '' }
    const sha = commit(`Change ${number} (#${number})`, end)
    return { pull: { ...made, record: { ...made.record, merge_commit_sha: sha } }, sha }
  }
  const first = commit('Begin', at(0, 8))
  const one = pull(1, 1, 'feature/one')
  const two = pull(2, 2, 'feature/two')
  const three = pull(3, 3, 'feature/three')
  const four = pull(4, 8, 'hotfix/login')
  const open = pull(6, 9, 'feature/open', false)
  repository.gitIn(folder, 'clone', '--quiet', '--bare', repository.path, 'shop.git')
  const bare = join(folder, 'shop.git')
  repository.gitIn(bare, 'update-server-info')
  const deploy = (sha: string, time: number, result = 'success') => [
    records.deployment('staging', sha, time - hour, 'success'),
    records.deployment('production', sha, time, result),
  ]
  const world = {
    repositories: [
      {
        id: 500,
        record: repositoryRecord(500, 'acme', 'shop', githubTime(at(0, 0))),
        pulls: [one, two, three, four, open].map(({ pull }) => pull),
        issues: [
          records.issue(5, at(1, 18), { labels: ['incident'], closings: 1, author }),
          records.issue(7, at(2, 18), { labels: ['question'], closings: 1, author }),
        ],
        releases: [],
        tags: [],
        deployments: [
          ...deploy(first, at(0, 12)),
          ...deploy(one.sha, at(1, 12)),
          ...deploy(two.sha, at(2, 12)),
          ...deploy(three.sha, at(3, 12), 'failure'),
          ...deploy(three.sha, at(3, 14)),
          ...deploy(four.sha, at(8, 12)),
        ],
        runs: [],
      },
    ],
  }
  return { world, bare }
}

/*
 * Deployments to production that count, finished three minutes after the full hour:
 *   D0 day 0 12   D1 day 1 12 (#1)   D2 day 2 12 (#2)   D3 day 3 14 (#3, after one that failed at 12)   D4 day 8 12 (#4)
 * Week 1: 4; week 2: 1.
 *
 * Lead time from the first commit: 24 h until merged, then 2 h 3 min (#1, #2, #4) or 4 h 3 min (#3): median 26 h 3 min.
 *
 * Incidents (began → ended): the issue "incident" day 1 18 → 20, of D1; the failed deployment day 3 12 → 14, of D2; the hotfix #4, from its
 * first commit day 7 10 until D4, of D3. Failed: 3 of 5. Restored after 7 h 57 min (D1), 26 h (D2), 118 h (D3): median 26 h.
 * Unplanned: D4, 1 of 5.
 */
test('a GitHub with a copy of its history: five metrics and pull requests, as worked out by hand', async () => {
  const folder = folderOfTest()
  const { world, bare } = makeShop(folder)
  const site = { world, clones: { 'acme/shop': bare }, settings: { history: 'clone' } }
  const { app, connection, simulator } = closedAfterTest(await openGithubWorkspace(join(folder, 'data'), site))
  const { client } = app
  const dora = () => client.request('metrics.dora', fourWeeks)
  await untilPush(client, 'data_changed', dora, ({ leadTime }) => leadTime.changes === 4)
  const [repository] = await client.request('repositories.list')
  if (!repository) throw new Error('there is no repository')
  expect(repository).toMatchObject({ name: 'acme/shop', commits: 5, deployments: 5 })

  const issues = { projects: [], types: [], labels: ['incident'], priorities: [] }
  const rules = { ...defaultIncidentRules, issues }
  await client.request('incidents.saveRules', { repositoryId: repository.id, rules })
  const found = await untilPush(client, 'data_changed', dora, one => one.recoveryTime.incidents.count === 3)

  expect(found.deploymentFrequency.deployments).toBe(5)
  expect(found.deploymentFrequency.buckets.map(({ deployments }) => deployments)).toEqual([4, 1, 0, 0])
  expect(found.leadTime).toMatchObject({ medianMs: 26 * hour + done, changes: 4, negative: 0 })
  expect(found.stages).toMatchObject({
    coding: { medianMs: 4 * hour, count: 4 },
    pickup: { medianMs: 10 * hour, count: 4 },
    review: { medianMs: 10 * hour, count: 4 },
    deploy: { medianMs: 2 * hour + done, count: 4 },
    byTime: 0,
  })
  expect(found.changeFailRate).toMatchObject({ deployments: 5, failed: 3, rate: 0.6 })
  expect(found.recoveryTime).toMatchObject({ medianMs: 26 * hour, failed: 3, recovered: 3 })
  expect(found.reworkRate).toMatchObject({ unplanned: 1, rate: 0.2 })

  const { rows: incidents } = await client.request('incidents.list', {
    filter: fourWeeks,
    page: { offset: 0, limit: 10 },
  })
  expect(incidents.map(({ source, beganAt, resolvedAt }) => [source, beganAt, resolvedAt])).toEqual([
    ['hotfix', at(7, 10), at(8, 12) + done],
    ['failed_deployment', at(3, 12) + done, at(3, 14) + done],
    ['issue', at(1, 18), at(1, 20)],
  ])

  const pulls = await client.request('pullRequests.metrics', fourWeeks)
  expect(pulls.throughput).toMatchObject({ merged: 4, opened: 5 })
  expect(pulls.firstReview.spread.medianMs).toBe(10 * hour)
  expect(pulls.review.spread.medianMs).toBe(10 * hour)
  expect(pulls.merge.spread.medianMs).toBe(20 * hour)
  expect(pulls.lines).toMatchObject({ median: 40, items: 4 })
  expect(pulls.withoutReview).toMatchObject({ count: 0, of: 4 })
  expect(pulls.open).toMatchObject({ open: 1, stale: 1, unreviewed: 1 })

  // Nothing has changed: nothing is read, and nothing moves.
  const asked = simulator.requests.length
  await client.request('jobs.runNow', { jobId: connection.jobId })
  expect(await settled(client, connection.jobId)).toMatchObject({ state: 'FINISHED' })
  const { rows: runs } = await client.request('runs.list', { jobId: connection.jobId, limit: 1, offset: 0 })
  expect(runs).toMatchObject([{ outcome: 'finished', read: 0, written: 0, deleted: 0 }])
  expect(simulator.requests.slice(asked).filter(request => /graphql PullRequests/.test(request))).toEqual([])
  expect(await dora()).toEqual(found)

  const impact = await client.request('connections.removalImpact', { connectionId: connection.id })
  expect(impact).toMatchObject({ repositories: 1, commits: 5, deployments: 5, pullRequests: 5, issues: 2 })
})

test('a connection tells what its remote has last said is left, until it asks as somebody else', async () => {
  const data = join(folderOfTest(), 'data')
  const { app, connection, simulator } = closedAfterTest(await openGithubWorkspace(data, { pulls: 5, repositories: 1 }))
  const { id: connectionId, jobId } = connection
  const left = async () => {
    const { knownBudgets } = await app.client.request('connections.get', { connectionId })
    return new Map(knownBudgets?.budgets.map(({ name, remaining }) => [name, remaining])).get('GitHub core') ?? null
  }
  const synced = await left()
  expect(synced).toBeLessThan(5_000)
  await app.client.request('jobs.runNow', { jobId })
  await settled(app.client, jobId)
  // Nothing new: every answer is a 304, which costs nothing.
  expect(await left()).toBeLessThanOrEqual(synced ?? 0)
  const { id: verificationId } = await verify(app.client, githubForm(simulator))
  await app.client.request('connections.update', { connectionId, verificationId })
  expect(await left()).toBeNull()
})
