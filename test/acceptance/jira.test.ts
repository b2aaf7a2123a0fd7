import { expect, onTestFinished, test } from 'vitest'
import { closedAfterTest, folderOfTest } from '../support/after-test.ts'
import { settled, untilPush, verify } from '../support/client-steps.ts'
import { connectJira, jiraForm, openJiraWorkspace, startJiraSite } from '../support/jira-workspace.ts'

async function open(options: Parameters<typeof openJiraWorkspace>[1] = {}) {
  const { app, connection, simulator } = closedAfterTest(await openJiraWorkspace(`${folderOfTest()}/data`, options))
  const { client } = app
  const sync = async () => {
    await client.request('jobs.runNow', { jobId: connection.jobId })
    return settled(client, connection.jobId)
  }
  const detail = () => client.request('connections.get', { connectionId: connection.id })
  return { client, connection, simulator, sync, detail }
}

test.each(['cloud', 'data-center'] as const)(
  'Jira %s: a second sync asks for no issue and writes no row',
  async product => {
    const { client, connection, simulator, sync } = await open({ product })
    const before = simulator.requests.length
    expect(await sync()).toMatchObject({ state: 'FINISHED' })
    const { rows } = await client.request('runs.list', { jobId: connection.jobId, limit: 1, offset: 0 })
    expect(rows).toMatchObject([{ outcome: 'finished', read: 0, written: 0, deleted: 0 }])
    expect(simulator.requests.slice(before).filter(request => /bulkfetch|worklog/.test(request))).toEqual([])
  },
)

test('one changed issue is one issue read', async () => {
  const { client, connection, simulator, sync } = await open()
  const head = simulator.site.heads()[7]
  if (!head) throw new Error('no issue')
  simulator.site.transition(head.id)
  await sync()
  const { rows } = await client.request('runs.list', { jobId: connection.jobId, limit: 1, offset: 0 })
  expect(rows).toMatchObject([{ read: 1, written: 1 }])
})

test('what goes with a data source is what no other one names', async () => {
  const { client, connection, simulator, sync, detail } = await open({ issues: 40 })
  const { id: verificationId, options } = await verify(client, jiraForm(simulator))
  const board = options.find(({ kind }) => kind === 'board')?.externalId ?? ''
  const known = (await detail()).dataSources.map(({ externalId }) => externalId)
  await expect(
    client.request('connections.update', { connectionId: connection.id, sources: ['project:999'] }),
  ).rejects.toMatchObject({ code: 'rpc.invalid_input' })
  await client.request('connections.update', {
    connectionId: connection.id,
    verificationId,
    sources: [...known, board],
  })
  expect(await sync()).toMatchObject({ state: 'FINISHED' })
  const counts = await client.request('connections.issueCounts', { connectionId: connection.id })
  expect(counts.map(({ issues }) => issues)).toEqual([20, 20, 20])
  const { dataSources } = await detail()
  const impactOf = (kind: string) => {
    const source = dataSources.find(one => one.kind === kind)
    if (!source) throw new Error(`no ${kind}`)
    return client.request('dataSources.deactivationImpact', { dataSourceId: source.id })
  }
  expect(await impactOf('board')).toMatchObject({ issues: 0 })
  expect(await impactOf('project')).toMatchObject({ issues: 0 })
  expect(await client.request('connections.removalImpact', { connectionId: connection.id })).toMatchObject({
    issues: 40,
    repositories: 0,
  })
})

test('fields are chosen among those the site has, and read again with the next sync', async () => {
  const { client, connection, simulator, sync, detail } = await open({ issues: 20 })
  const { id: verificationId, choices } = await verify(client, jiraForm(simulator))
  expect(choices).toMatchObject({
    storyPointsField: { automatic: 'Story point estimate' },
    severityField: {
      automatic: 'Severity',
      options: expect.arrayContaining([{ value: 'customfield_10021', label: 'Flagged' }]),
    },
  })
  const update = (chosen: Record<string, string>) =>
    client.request('connections.update', { connectionId: connection.id, verificationId, choices: chosen })
  await expect(update({ severityField: 'customfield_1' })).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'settings.severityField' }],
  })
  await update({ severityField: 'customfield_10021', somethingElse: '' })
  const { settings } = await detail()
  expect(settings).toMatchObject({ severityField: 'customfield_10021' })
  expect(settings).not.toHaveProperty('somethingElse')
  await sync()
  const { rows } = await client.request('runs.list', { jobId: connection.jobId, limit: 1, offset: 0 })
  expect(rows[0]?.read).toBeGreaterThanOrEqual(20)
})

test('fields are chosen among those found last without verifying again, whatever else is stored stays', async () => {
  const { client, connection, simulator, detail } = await open({ issues: 20 })
  simulator.revoke()
  const before = await detail()
  expect(before.latestChoices).toMatchObject({ severityField: { automatic: 'Severity' } })
  const update = (choices: Record<string, string>) =>
    client.request('connections.update', { connectionId: connection.id, name: 'Renamed', choices })
  await expect(update({ teamField: 'customfield_1' })).rejects.toMatchObject({
    code: 'settings.invalid',
    fields: [{ path: 'settings.teamField' }],
  })
  expect(await detail()).toMatchObject({ name: before.name, settings: before.settings })
  await update({ severityField: 'customfield_10021', somethingElse: '' })
  expect(await detail()).toMatchObject({ name: 'Renamed', latestChoices: before.latestChoices })
  expect((await detail()).settings).toEqual({ ...before.settings, severityField: 'customfield_10021' })
  await update({})
  expect((await detail()).settings).toMatchObject({ severityField: 'customfield_10021' })
})

test('what is only tried out leaves no trace on a connection; what is saved does', async () => {
  const { client, connection, simulator, detail } = await open({ issues: 20 })
  const other = await startJiraSite({ issues: 5, projects: 1, seed: 2 })
  onTestFinished(other.close)
  const { id: connectionId, connectorId } = connection
  const before = await detail()
  const tryOut = async (settings: object, credentials: Record<string, string> = {}) => {
    const form = { connectorId, connectionId, settings: { ...before.settings, ...settings }, credentials }
    const { id } = await client.request('verifications.start', form)
    const look = () => client.request('verifications.get', { verificationId: id })
    return untilPush(client, 'data_source_update', look, ({ status }) => status !== 'verifying')
  }
  const elsewhere = { url: other.url }
  await expect(tryOut(elsewhere)).rejects.toMatchObject({ fields: [{ path: 'credentials.token' }] })
  expect(other.requests).toEqual([])
  expect(await tryOut(elsewhere, { token: 'wrong' })).toMatchObject({ status: 'failed' })
  expect(await tryOut(elsewhere, { token: other.credentials.token })).toMatchObject({ status: 'passed' })
  const withQuery = await tryOut({ queries: ['project = 10000'] })
  expect(withQuery.options).toHaveLength(before.latestOptions.length + 1)
  expect(await detail()).toEqual(before)

  await client.request('connections.update', { connectionId, verificationId: withQuery.id })
  const { latestOptions, lastVerificationAt } = await detail()
  expect({ latestOptions, lastVerificationAt }).toEqual({
    latestOptions: withQuery.options,
    lastVerificationAt: withQuery.endedAt,
  })
  simulator.revoke()
  await tryOut({ queries: ['project = 10000'] })
  const isNoted = ({ lastVerificationError }: Awaited<ReturnType<typeof detail>>) => lastVerificationError !== null
  const { lastVerificationError } = await untilPush(client, 'data_changed', detail, isNoted)
  expect(lastVerificationError).toMatchObject({ code: 'auth.rejected' })
})

test('a verification is saved with its own connection alone, and forgotten with it', async () => {
  const { client, connection, simulator } = await open({ issues: 5 })
  const { id: connectionId, connectorId } = connection
  const { settings } = await client.request('connections.get', { connectionId })
  const form = { connectorId, connectionId, settings, credentials: {} }
  const { id: verificationId } = await client.request('verifications.start', form)
  const look = () => client.request('verifications.get', { verificationId })
  await untilPush(client, 'data_source_update', look, ({ status }) => status === 'passed')
  const other = await connectJira(client, simulator, { name: 'Other' })
  const ofAnother = { code: 'rpc.invalid_input', hint: expect.stringContaining('another connection') }
  await expect(client.request('connections.update', { connectionId: other.id, verificationId })).rejects.toMatchObject(
    ofAnother,
  )
  await expect(
    client.request('connections.create', { name: 'Copy', verificationId, sources: ['project:10000'], syncNow: false }),
  ).rejects.toMatchObject(ofAnother)
  await client.request('connections.remove', { connectionId })
  await expect(look()).rejects.toMatchObject({ code: 'rpc.not_found' })
})

test('revoked credentials stop the job until the user gives others', async () => {
  const { client, connection, simulator, sync } = await open({ issues: 20 })
  simulator.revoke()
  expect(await sync()).toMatchObject({
    state: 'FAILED',
    fault: { code: 'auth.rejected' },
    waitsForUser: true,
    nextRunBy: null,
  })
  expect(await client.request('connections.list')).toMatchObject([{ lastSyncError: { code: 'auth.rejected' } }])
  simulator.restore()
  const { id: verificationId } = await verify(client, jiraForm(simulator))
  // The job starts by itself then.
  await client.request('connections.update', { connectionId: connection.id, verificationId })
  expect(await settled(client, connection.jobId)).toMatchObject({ state: 'FINISHED', fault: null })
})
