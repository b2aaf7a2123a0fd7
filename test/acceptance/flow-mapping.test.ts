import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { removeStep } from '../../src/shared/flow/edit-steps.ts'
import { moveStatus } from '../../src/shared/flow/move-status.ts'
import type { FlowConfig } from '../../src/shared/model/flow.ts'
import type { FlowMapping } from '../../src/shared/model/flow-mapping.ts'
import { flowTakenIn } from '../support/flow-taken-in.ts'
import { type JiraWorkspace, openJiraWorkspace } from '../support/jira-workspace.ts'

const folder = mkdtempSync(join(tmpdir(), 'weir-flow-'))
let workspace: JiraWorkspace

beforeAll(async () => {
  workspace = await openJiraWorkspace(folder, { issues: 80 })
  await flowTakenIn(workspace.app.client)
}, 60_000)

afterAll(async () => {
  await workspace.close()
  rmSync(folder, { recursive: true, force: true })
})

async function current(): Promise<NonNullable<FlowMapping['inForce']>> {
  const { inForce } = await workspace.app.client.request('flow.get')
  if (!inForce) throw new Error('there is no configuration')
  return inForce
}

const unmapped = (config: FlowConfig, status: string): FlowConfig => {
  const [flow] = config.flows
  if (!flow) throw new Error('there is no flow')
  return moveStatus(config, flow.id, status, null)
}

const faultOf = async (answer: Promise<unknown>) =>
  answer.then(
    () => null,
    error => error,
  )

test('a change is previewed, saved by name, pushed, and seen by the next preview as in force', async () => {
  const { client } = workspace.app
  const { config, version } = await current()
  const changed = unmapped(config, 'In Progress')
  const preview = await client.request('flow.preview', { config: changed })
  expect(preview.affected).toBeGreaterThan(0)
  const pushed = workspace.app.pushes.length
  const saved = await client.request('flow.save', { config: changed, baseRevision: version.revision, summary: '' })
  expect(saved).toMatchObject({ author: userInfo().username, summary: '“In Progress” no longer mapped' })
  expect(workspace.app.pushes.slice(pushed)).toContainEqual({
    event: 'data_changed',
    data: { tables: ['flow_versions', 'flow_facts'] },
  })
  expect((await current()).config).toEqual(changed)
  const again = await client.request('flow.preview', { config: changed })
  expect([again.affected, again.before]).toEqual([0, preview.after])
})

test('two who save from the same version: the second is told, and nothing of theirs is stored', async () => {
  const { client } = workspace.app
  const { config, version } = await current()
  const base = { baseRevision: version.revision, summary: 'mine' }
  await client.request('flow.save', { config: unmapped(config, 'Done'), ...base })
  const fault = await faultOf(client.request('flow.save', { config: unmapped(config, 'To Do'), ...base }))
  expect(fault).toMatchObject({ code: 'settings.conflict' })
  expect((await current()).config).toEqual(unmapped(config, 'Done'))
})

test('what is incomplete is refused with the places', async () => {
  const { client } = workspace.app
  const { config, version } = await current()
  const done = config.flows[0]?.steps.filter(step => step.category === 'done') ?? []
  const endless = done.reduce((edited, { id }) => removeStep(edited, id, null), config)
  const fault = await faultOf(
    client.request('flow.save', { config: endless, baseRevision: version.revision, summary: '' }),
  )
  expect(fault).toMatchObject({ code: 'settings.invalid', fields: [{ path: 'flows.0.steps' }] })
})

test('an earlier version is looked at and restored as the newest; the list tells who, when and why', async () => {
  const { client } = workspace.app
  const { rows, total } = await client.request('flow.versions', {})
  expect(total).toBe(rows.length)
  const first = rows.at(-1)
  if (!first) throw new Error('there is no version')
  expect(first.author).toBeNull()
  const { config } = await client.request('flow.version', { revision: first.revision })
  const { version } = await current()
  const restored = await client.request('flow.restore', { revision: first.revision, baseRevision: version.revision })
  expect(restored.summary).toBe(`Restored version ${first.revision}: ${first.summary}`)
  expect(await current()).toMatchObject({ config, version: restored })
  const stale = client.request('flow.restore', { revision: first.revision, baseRevision: version.revision })
  expect(await faultOf(stale)).toMatchObject({ code: 'settings.conflict' })
})

test('what is exported is imported as the same; a file of something else is refused and changes nothing', async () => {
  const { client } = workspace.app
  const before = await current()
  const { fileName, text } = await client.request('flow.export', {})
  expect(fileName).toBe(`weir-flow-${before.version.revision}.json`)
  expect(await client.request('flow.import', { text })).toEqual({ config: before.config, problems: before.problems })
  const fault = await faultOf(client.request('flow.import', { text: '{"issues": []}' }))
  expect(fault).toMatchObject({ code: 'settings.invalid' })
  expect(await current()).toEqual(before)
})
