import { afterEach, beforeEach, expect, test } from 'vitest'
import { WeirError } from '../../src/shared/contract/weir-error.ts'
import type { MetricsFilter } from '../../src/shared/model/metrics.ts'
import { connectGit, derived, settled, untilPush, verifyGit } from '../support/client-steps.ts'
import { ada, createTestFolder, createTestRepository, grace } from '../support/git-repository.ts'
import { openTestApplication, type TestApplication } from '../support/test-application.ts'

const hour = 3_600_000
const at = (iso: string) => Date.parse(iso) / 1000
const march: MetricsFilter = {
  from: Date.parse('2026-03-02T00:00:00Z'),
  to: Date.parse('2026-03-30T00:00:00Z'),
  bucket: 'week',
  timeZone: 'UTC',
  repositoryIds: null,
  teamId: null,
  includeBots: false,
}

let folder: ReturnType<typeof createTestFolder>
let app: TestApplication

beforeEach(async () => {
  folder = createTestFolder()
  app = await openTestApplication(`${folder.path}/data`)
})

afterEach(async () => {
  await app.close()
  folder.remove()
})

/**
 * v1.0.0, Mon 2 March 12:00: the first known deployment, so its one commit is unattributed.
 * v1.1.0, Wed 11 March 12:00: ships A (authored 48 h before), B (24 h before) and the release commit itself (0 h).
 * v1.2.0, Thu 12 March 12:00: ships C (6 h before) and its release commit (0 h).
 * v1.3.0-rc.1 is no release, so D has not shipped.
 */
function makeRepository() {
  const repository = createTestRepository(`${folder.path}/shop`)
  const commit = (subject: string, iso: string, author = ada) => repository.commit(subject, { author, at: at(iso) })
  commit('Start', '2026-03-02T12:00:00Z')
  repository.tag('v1.0.0')
  commit('A', '2026-03-09T12:00:00Z')
  commit('B', '2026-03-10T12:00:00Z', grace)
  commit('Release 1.1', '2026-03-11T12:00:00Z')
  repository.tag('v1.1.0')
  commit('C', '2026-03-12T06:00:00Z', grace)
  commit('Release 1.2', '2026-03-12T12:00:00Z')
  repository.tag('v1.2.0')
  commit('D', '2026-03-13T12:00:00Z')
  repository.tag('v1.3.0-rc.1')
  return repository
}

async function syncShop() {
  const repository = makeRepository()
  const connection = await connectGit(app.client, { folders: [repository.path] }, true)
  const job = await settled(app.client, connection.jobId)
  expect(job).toMatchObject({ state: 'FINISHED', fault: null })
  await derived(app.client, 3)
  return { repository, connection }
}

test('a repository on disk becomes deployment frequency and lead time, as worked out by hand', async () => {
  await syncShop()
  const dora = await app.client.request('metrics.dora', march)
  // Days with a deployment per whole week: 1, 2, 0, 0; their median is 0.5.
  expect(dora.deploymentFrequency).toMatchObject({
    deployments: 3,
    medianDaysPerWeek: 0.5,
    wholeWeeks: 4,
    noData: null,
  })
  expect(dora.deploymentFrequency.buckets.map(bucket => bucket.deployments)).toEqual([1, 2, 0, 0])
  // Lead times 0, 0, 6, 24, 48 h: median 6 h; p85 lies 0.4 of the way from 24 h to 48 h.
  expect(dora.leadTime).toMatchObject({ changes: 5, medianMs: 6 * hour, unattributed: 1, negative: 0 })
  expect(dora.leadTime.p85Ms).toBeCloseTo(33.6 * hour, 0)
})

test('every number opens the items behind it', async () => {
  await syncShop()
  const deployments = await app.client.request('metrics.deployments', { filter: march, page: {} })
  expect(deployments.rows.map(row => [row.name, row.changes])).toEqual([
    ['v1.2.0', 2],
    ['v1.1.0', 3],
    ['v1.0.0', null],
  ])
  const second = deployments.rows.find(row => row.name === 'v1.1.0')
  const changes = await app.client.request('metrics.changes', {
    filter: march,
    deploymentId: second?.id ?? null,
    page: {},
  })
  expect(changes.rows.map(row => [row.subject, row.author, (row.leadTimeMs ?? 0) / hour]).toSorted()).toEqual([
    ['A', ada.name, 48],
    ['B', grace.name, 24],
    ['Release 1.1', ada.name, 0],
  ])
  const commits = await app.client.request('metrics.commits', { filter: march, page: {} })
  expect(commits.total).toBe(7)
})

test('a rule is previewed, saved, and moves the numbers without fetching anything', async () => {
  const { repository } = await syncShop()
  const [row] = await app.client.request('repositories.list')
  if (!row) throw new Error('no repository')
  expect(row.rule.source).toBe('tags')
  const rule = { source: 'tags', pattern: '^v' } as const
  expect(await app.client.request('repositories.previewRule', { repositoryId: row.id, rule })).toMatchObject({
    candidates: 4,
    matches: 4,
  })
  repository.git('tag', '-d', 'v1.0.0')
  await app.client.request('repositories.saveRule', { repositoryId: row.id, rule })
  await derived(app.client, 4)
  expect((await app.client.request('metrics.dora', march)).deploymentFrequency.deployments).toBe(4)
})

test('a second sync reads what is new, and history that was rewritten away no longer counts', async () => {
  const { repository, connection } = await syncShop()
  repository.git('reset', '--quiet', '--hard', 'v1.2.0')
  repository.git('tag', '-d', 'v1.3.0-rc.1')
  repository.commit('E', { at: at('2026-03-20T12:00:00Z') })
  await app.client.request('jobs.runNow', { jobId: connection.jobId })
  await settled(app.client, connection.jobId)
  const commits = await app.client.request('metrics.commits', { filter: march, page: {} })
  expect(commits.rows.map(row => row.subject)).toEqual(['E', 'Release 1.2', 'C', 'Release 1.1', 'B', 'A', 'Start'])
})

test('a sync without changes reads nothing again and writes nothing', async () => {
  const { connection } = await syncShop()
  await app.client.request('jobs.runNow', { jobId: connection.jobId })
  const job = await settled(app.client, connection.jobId)
  expect(job.lastRun).toMatchObject({ outcome: 'finished', written: 0, deleted: 0 })
})

test('what is inactive disappears from every number and comes back', async () => {
  const { connection } = await syncShop()
  const total = async () => (await app.client.request('metrics.commits', { filter: march, page: {} })).total
  const { dataSources } = await app.client.request('connections.get', { connectionId: connection.id })
  const dataSourceId = dataSources[0]?.id
  if (!dataSourceId) throw new Error('no data source')
  expect(await app.client.request('dataSources.deactivationImpact', { dataSourceId })).toMatchObject({
    commits: 7,
    deployments: 3,
  })
  await app.client.request('dataSources.setActive', { dataSourceId, active: false })
  expect(await total()).toBe(0)
  expect((await app.client.request('metrics.dora', march)).deploymentFrequency.noData).toBe('no_repositories')
  await app.client.request('dataSources.setActive', { dataSourceId, active: true })
  expect(await total()).toBe(7)
  await app.client.request('connections.update', { connectionId: connection.id, enabled: false })
  expect(await total()).toBe(0)
  await expect(app.client.request('jobs.runNow', { jobId: connection.jobId })).rejects.toMatchObject({
    code: 'job.conflict',
  })
})

test('removing a connection says what goes with it and leaves no row behind', async () => {
  const { connection } = await syncShop()
  const { id: connectionId } = connection
  expect(await app.client.request('connections.removalImpact', { connectionId })).toMatchObject({
    repositories: 1,
    commits: 7,
    tags: 4,
    deployments: 3,
    people: 2,
    runs: 1,
  })
  await app.client.request('connections.remove', { connectionId })
  expect(await app.client.request('connections.list')).toEqual([])
  expect(await app.client.request('jobs.list')).toEqual([])
  await expect(app.client.request('connections.get', { connectionId })).rejects.toMatchObject({ code: 'rpc.not_found' })
  await untilPush(
    app.client,
    'data_changed',
    () => app.client.request('repositories.list'),
    rows => rows.length === 0,
  )
})

test('settings that cannot work are refused by field, and what is found wrong says what to do', async () => {
  const { client } = app
  await expect(verifyGit(client, {})).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'settings.folders' }],
  })
  await expect(verifyGit(client, { folders: ['relative/path'] })).rejects.toMatchObject({
    fields: [{ path: 'settings.folders.0' }],
  })
  const missing = await verifyGit(client, { folders: [`${folder.path}/nowhere`] })
  expect(missing).toMatchObject({ status: 'failed', fault: { hint: expect.stringMatching(/./) } })
})

test('a secret reaches neither the database in plain text, nor an answer, a push or the log', async () => {
  const repository = makeRepository()
  const secret = 'kept-very-secret-4711'
  const connection = await connectGit(
    app.client,
    { folders: [repository.path], credentials: { username: 'me', token: secret } },
    true,
  )
  await settled(app.client, connection.jobId)
  const detail = await app.client.request('connections.get', { connectionId: connection.id })
  expect(detail.credentials.every(field => field.mask !== null && !field.mask.includes(secret))).toBe(true)
  await app.close()
  const { readFileSync, readdirSync } = await import('node:fs')
  const files = readdirSync(`${folder.path}/data`, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  )
  const everything = files.map(entry => readFileSync(`${entry.parentPath}/${entry.name}`, 'latin1')).join('')
  expect(everything).not.toContain(secret)
  expect(JSON.stringify([detail, app.pushes, app.logged])).not.toContain(secret)
})

test('a connection is created from a passed verification only, with sources it has found', async () => {
  const repository = makeRepository()
  const { id: verificationId } = await verifyGit(app.client, { folders: [repository.path] })
  const wish = { name: 'Shop', verificationId, sources: ['/not/found'] }
  await expect(app.client.request('connections.create', wish)).rejects.toMatchObject({ code: 'rpc.invalid_input' })
  await expect(app.client.request('connections.create', { ...wish, verificationId: 'unknown' })).rejects.toBeInstanceOf(
    WeirError,
  )
  expect(await app.client.request('connections.list')).toEqual([])
})
