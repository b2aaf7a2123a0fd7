import { afterEach, beforeEach, expect, test } from 'vitest'
import type { IssueKeyRule } from '../../src/shared/model/issue-keys.ts'
import type { LeadTimeStart, MetricsFilter } from '../../src/shared/model/metrics.ts'
import { connectGit, derived, settled, untilPush } from '../support/client-steps.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { type LinkedWorkspace, openLinkedWorkspace } from '../support/linked-workspace.ts'

const day = 24 * 3_600_000
const task: IssueKeyRule = { ownKey: true, prefixes: [], patterns: ['task (\\d+)'] }

let folder: ReturnType<typeof createTestFolder>
let workspace: LinkedWorkspace

beforeEach(async () => {
  folder = createTestFolder()
  workspace = await openLinkedWorkspace(`${folder.path}/data`, `${folder.path}/shop`)
})

afterEach(async () => {
  await workspace.close()
  folder.remove()
})

async function syncShop() {
  const { app, repository } = workspace
  const connection = await connectGit(app.client, { folders: [repository] }, true)
  expect(await settled(app.client, connection.jobId)).toMatchObject({ state: 'FINISHED', fault: null })
  await derived(app.client, 2)
  const { projects } = await app.client.request('issueKeys.list')
  const project = projects.find(({ key }) => workspace.issue.key.startsWith(`${key}-`))
  if (!project) throw new Error(`no project of ${workspace.issue.key}`)
  return project
}

const code = () => workspace.app.client.request('issues.code', { issueId: workspace.issue.id })
const read = () =>
  untilPush(
    workspace.app.client,
    'data_changed',
    () => workspace.app.client.request('issueKeys.list'),
    ({ repositoriesToRead }) => repositoriesToRead === 0,
  )

function ask(leadTimeFrom: LeadTimeStart) {
  const { client } = workspace.app
  const to = workspace.deployedAt + day
  const filter: MetricsFilter = {
    from: to - 30 * day,
    to,
    bucket: 'week',
    timeZone: 'UTC',
    repositoryIds: null,
    teamId: null,
    includeBots: false,
    leadTimeFrom,
  }
  return Promise.all([
    client.request('metrics.dora', filter),
    client.request('metrics.changes', { filter, deploymentId: null, page: { offset: 0, limit: 10 } }),
  ])
}

test('a pattern of a project’s own links a commit by its body, and is taken back again', async () => {
  const { client } = workspace.app
  const { projectId, saved } = await syncShop()
  expect([saved, (await code()).commits]).toEqual([null, []])
  expect(await client.request('issueKeys.preview', { projectId, rule: task })).toMatchObject({
    issues: 1,
    commits: 1,
    pullRequests: 0,
    unknown: 0,
    examples: [{ of: 'commit', keys: [{ key: workspace.issue.key, known: true }] }],
  })

  await client.request('issueKeys.save', { projectId, rule: task })
  await read()
  expect((await code()).commits).toMatchObject([{ subject: 'Tune the cache', shipped: [{ name: 'v1.1.0' }] }])

  await client.request('issueKeys.save', { projectId, rule: null })
  await read()
  expect((await code()).commits).toEqual([])
})

test('a pattern that is none, or that takes too long, is refused', async () => {
  const { client } = workspace.app
  const { projectId } = await syncShop()
  const rule = (pattern: string) => ({ projectId, rule: { ...task, patterns: [pattern] } })
  await expect(client.request('issueKeys.save', rule('task \\d+'))).rejects.toMatchObject({ code: 'rpc.invalid_input' })
  await expect(client.request('issueKeys.save', rule('^(?:[\\w ,.\\s]+)+(!)$'))).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'pattern' }],
  })
  expect((await client.request('issueKeys.list')).projects.filter(({ saved }) => saved !== null)).toEqual([])
})

// Two changes: one of a day, and the release commit itself. With the issue's start the first takes longer.
test('lead time starts with the issue in progress where that is wanted', async () => {
  const { projectId } = await syncShop()
  await workspace.app.client.request('issueKeys.save', { projectId, rule: task })
  await read()
  const [fromCommit] = await ask('first_commit')
  expect(fromCommit.leadTime).toMatchObject({ medianMs: day / 2, changes: 2, withoutIssue: null })
  const [fromIssue, changes] = await ask('in_progress')
  const ms = workspace.deployedAt - workspace.issue.startedAt
  expect(fromIssue.leadTime).toMatchObject({ medianMs: ms / 2, changes: 2, withoutIssue: 1 })
  expect(changes.rows.map(({ subject, leadTimeMs, inProgressMs }) => [subject, leadTimeMs, inProgressMs])).toEqual([
    ['Release 1.1', 0, null],
    ['Tune the cache', ms, ms - day],
  ])
})
