import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Client } from '../../src/shared/contract/client.ts'
import { closedAfterTest, folderOfTest } from '../support/after-test.ts'
import { settled, untilPush, verify } from '../support/client-steps.ts'
import { makeDeliveryExample } from '../support/delivery-example.ts'
import { worldOf } from '../support/example-site.ts'
import { at, fourWeeks } from '../support/four-weeks.ts'
import { historyOfRepository } from '../support/git-history.ts'
import { createTestRepository } from '../support/git-repository.ts'
import { githubForm, openGithubWorkspace } from '../support/github-workspace.ts'

const hour = 3_600_000
const page = { offset: 0, limit: 100 }

/** The example of `dora.test.ts`, and beside it a branch that was deployed and never merged. */
function makeSite(folder: string) {
  const repository = createTestRepository(join(folder, 'shop'))
  const entities = makeDeliveryExample(repository, at(0, 0))
  const mendedAt = at(11, 9)
  repository.git('checkout', '--quiet', '-b', 'release/old', 'main~1')
  repository.commit('Mend the old release', { at: mendedAt / 1000, files: { 'mended.txt': 'yes\n' } })
  const tip = repository.commit('Mend it better', { at: mendedAt / 1000 + 3600, files: { 'mended.txt': 'better\n' } })
  repository.git('checkout', '--quiet', 'main')
  const [deployed] = entities.filter(entity => entity.kind === 'hosted_deployment')
  if (!deployed) throw new Error('a deployment')
  const aside = { ...deployed, externalId: 'D10', ref: 'D10', sha: tip, createdAt: mendedAt + 2 * hour }
  const statuses = [{ state: 'success', at: mendedAt + 3 * hour }]
  repository.gitIn(folder, 'clone', '--quiet', '--bare', repository.path, 'shop.git')
  const bare = join(folder, 'shop.git')
  repository.gitIn(bare, 'update-server-info')
  const world = worldOf([...entities, { ...aside, statuses }], historyOfRepository(repository), at(0, 0))
  return { world, clones: { 'acme/shop': bare }, tip }
}

/** What of the deliveries does not depend on the order things were stored in. */
async function deliveries(client: Client) {
  const filter = fourWeeks
  const dora = await client.request('metrics.dora', filter)
  const changes = await client.request('metrics.changes', { filter, deploymentId: null, page })
  const deployments = await client.request('metrics.deployments', { filter, page })
  const incidents = await client.request('incidents.list', { filter, page })
  const key = (value: unknown) => JSON.stringify(value)
  return {
    dora,
    changes: changes.rows
      .map(({ sha, deploymentName, leadTimeMs, pullRequest }) => ({ sha, deploymentName, leadTimeMs, pullRequest }))
      .sort((a, b) => (key(a) < key(b) ? -1 : 1)),
    deployments: deployments.rows.map(({ id: _, repositoryId: _also, ...row }) => row),
    incidents: incidents.rows.map(({ source, beganAt, deploymentName, fixDeploymentName, resolvedAt }) => ({
      source,
      beganAt,
      deploymentName,
      fixDeploymentName,
      resolvedAt,
    })),
  }
}

/** Syncs it by one way, and tells what came of it once all of it is worked out. */
async function syncedBy(history: 'api' | 'clone', options: object = {}, leastFailed = 3) {
  const folder = folderOfTest()
  const { tip, ...site } = makeSite(folder)
  const workspace = closedAfterTest(
    await openGithubWorkspace(join(folder, 'data'), { ...site, ...options, settings: { history } }),
  )
  const { client } = workspace.app
  const dora = () => client.request('metrics.dora', fourWeeks)
  await untilPush(
    client,
    'data_changed',
    dora,
    ({ changeFailRate, stages }) => changeFailRate.failed >= leastFailed && stages !== null,
  )
  return { client, tip, found: await deliveries(client), workspace }
}

test.each([false, true])(
  'through the API (REST only: %s) deliveries are those of a clone, to the last stage',
  async restOnly => {
    const clone = await syncedBy('clone')
    const api = await syncedBy('api', { restOnly })
    expect(api.found.dora.deploymentFrequency.deployments).toBe(9)
    expect(api.found.dora.stages).toMatchObject({ pullRequests: 6, byTime: 0, byTimeBecause: [] })
    expect(api.found.deployments[0]).toMatchObject({ name: 'D10', sha: api.tip })
    expect(api.found).toEqual(clone.found)
  },
)

test('a history GitHub does not show is said beside what is told by time', async () => {
  const { found, workspace } = await syncedBy('api', { forbidden: /git\/ref/ }, 0)
  expect(found.dora.stages?.byTime).toBeGreaterThan(0)
  expect(found.dora.stages?.byTimeBecause).toEqual(['refused'])
  const { rows } = await workspace.app.client.request('runs.list', {
    jobId: workspace.connection.jobId,
    limit: 1,
    offset: 0,
  })
  expect(rows).toMatchObject([{ outcome: 'finished' }])
})

test('from the API to a clone and back, and to none: every commit is there once, and a wish for none clears them', async () => {
  const { client, found, workspace } = await syncedBy('api')
  const { connection, simulator } = workspace
  const counts = async () => {
    const [shop, ...others] = await client.request('repositories.list')
    expect(others).toEqual([])
    return { history: shop?.history, commits: shop?.commits, branches: shop?.branches }
  }
  const turnTo = async (history: string) => {
    const { id: verificationId } = await verify(client, githubForm(simulator, { history }))
    await client.request('connections.update', { connectionId: connection.id, verificationId })
    await client.request('jobs.runNow', { jobId: connection.jobId })
    expect(await settled(client, connection.jobId)).toMatchObject({ state: 'FINISHED' })
  }
  const api = await counts()
  expect(api).toMatchObject({ history: 'api', branches: 1 })
  await turnTo('clone')
  const clone = await counts()
  expect(clone.history).toBe('clone')
  expect(clone.commits ?? 0).toBeGreaterThan(api.commits ?? 0)
  await turnTo('api')
  expect(await counts()).toEqual(api)
  expect((await deliveries(client)).changes).toEqual(found.changes)
  await turnTo('none')
  expect(await counts()).toEqual({ history: 'none', commits: 0, branches: 0 })
})
