import { expect, test } from 'vitest'
import type { DeploymentRule } from '../../../shared/model/repository.ts'
import { buildCommitGraph } from '../commit-graph.ts'
import { orderDeployments } from '../deployment-order.ts'
import { findHosted } from './hosted-candidates.ts'
import { type HostedHistory, type HostedRun, noHosted } from './load-hosted.ts'

const match = (pattern: string, names: readonly string[]) => names.map(name => new RegExp(pattern, 'u').test(name))
const columns = { ids: [10, 20], authoredAt: [0, 0], committedAt: [0, 0], parentCounts: [0, 1] }
const graph = buildCommitGraph(columns, { commitIds: [20], positions: [0], parentIds: [10] })

const job = (name: string, conclusion: string | null, completedAt: number | null) => ({ name, conclusion, completedAt })
const run = (id: number, workflow: string, rest: Partial<HostedRun> = {}): HostedRun => ({
  ...{ id, workflow, commitId: 10, conclusion: 'success', finishedAt: id * 100, jobs: [] },
  ...rest,
})
const find = (hosted: Partial<HostedHistory>, rule: Parameters<typeof findHosted>[2]) =>
  findHosted({ ...noHosted, ...hosted }, graph, rule, match)

test('runs of a workflow count that succeeded or failed, not those cancelled or skipped', () => {
  const runs = [
    run(1, 'Deploy'),
    run(2, 'Deploy', { conclusion: 'failure' }),
    run(3, 'Deploy', { conclusion: 'cancelled' }),
    run(4, 'Test'),
    run(5, 'Deploy', { commitId: 99 }),
  ]
  const { looked, found } = find({ runs }, { source: 'workflows', workflow: '^Deploy$', job: null })
  expect(looked).toBe(5)
  expect(found.map(({ key, result, commit, finishedAt }) => [key, result, commit, finishedAt])).toEqual([
    ['w1', 'success', 0, 100],
    ['w2', 'failure', 0, 200],
    ['w5', 'success', -1, 500],
  ])
})

test('several jobs of a run are one deployment, which finished with the last and failed with any', () => {
  const jobs = [job('deploy eu', 'success', 40), job('deploy us', 'success', 60), job('notify', 'failure', 90)]
  const runs = [
    run(1, 'Release', { jobs, conclusion: 'failure' }),
    run(2, 'Release', { jobs: [job('deploy eu', 'success', 70), job('deploy us', 'failure', 80)] }),
    run(3, 'Release', { jobs: [job('deploy eu', 'skipped', 99)] }),
  ]
  const { found } = find({ runs }, { source: 'workflows', workflow: 'Release', job: '^deploy' })
  expect(found.map(({ key, result, finishedAt }) => [key, result, finishedAt])).toEqual([
    ['w1', 'success', 60],
    ['w2', 'failure', 80],
  ])
})

test('releases count when they were published; pre-releases where they are wanted', () => {
  const releases = [
    { id: 1, tag: 'v1', prerelease: false, publishedAt: 100, commitId: 10 },
    { id: 2, tag: 'v2-rc', prerelease: true, publishedAt: 200, commitId: 20 },
  ]
  const tags = (prereleases: boolean) =>
    find({ releases }, { source: 'releases', prereleases }).found.map(({ name }) => name)
  expect(tags(false)).toEqual(['v1'])
  expect(tags(true)).toEqual(['v1', 'v2-rc'])
})

// The same commit again right after itself is the same deployment; after another commit it is a rollback. What failed is in no order.
test('what counts is ordered by finish, repeats left out', () => {
  const statuses = (at: number, state = 'success') => [{ state, at }]
  const deployment = (id: number, commitId: number, at: number, state?: string) => ({
    ...{ id, environment: 'production', ref: null, commitId },
    statuses: statuses(at, state),
  })
  const rule: DeploymentRule = { source: 'deployments', environment: 'prod' }
  const deployments = [
    deployment(1, 10, 300),
    deployment(2, 20, 200),
    deployment(3, 10, 100),
    deployment(4, 10, 110),
    deployment(5, 20, 250, 'failure'),
  ]
  const { found } = find({ deployments }, rule)
  expect(orderDeployments(graph, found, rule).map(({ key }) => key)).toEqual(['d3', 'd2', 'd1'])
})
