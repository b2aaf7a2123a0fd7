import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { makeJiraWorkspace } from '../../../test/support/jira-workspace.ts'
import { FlowConfig } from '../../shared/model/flow.ts'
import { folder, weir } from './test-support.ts'

// Each test starts programs, one after the other.
vi.setConfig({ testTimeout: 180_000 })

async function start() {
  const data = folder()
  const simulator = await makeJiraWorkspace(data, { issues: 40 })
  await simulator.close()
  return (...args: string[]) => weir('--data', data, ...args)
}

test('a flow mapping is exported, changed, previewed, and only then saved', async () => {
  const run = await start()
  const exported = await run('flow', 'export')
  expect({ code: exported.code, err: exported.err }).toEqual({ code: 0, err: '' })
  const document = JSON.parse(exported.out)
  const config = FlowConfig.parse(document.config)
  const mappings = config.flows[0]?.mappings.filter(({ status }) => status !== 'In Progress')
  const file = join(folder(), 'flow.json')
  writeFileSync(file, JSON.stringify({ ...document, config: { ...config, flows: [{ ...config.flows[0], mappings }] } }))

  const previewed = await run('flow', 'import', file)
  expect(previewed).toMatchObject({ code: 0 })
  expect(previewed.out).toMatch(/^“In Progress” no longer mapped\n\n[\d,]+ of [\d,]+ issues would have other steps/)
  expect(previewed.out).toMatch(/Nothing was saved\. Give --apply to save it\.\n$/)
  const applied = await run('flow', 'import', file, '--apply', '--summary', 'From the other team')
  expect(applied.out).toMatch(/Saved as version \d+\.\n$/)
  expect((await run('flow', 'export')).out).not.toContain('"In Progress"')
  const { rows } = JSON.parse((await run('call', 'flow.versions', '{}')).out)
  expect(rows[0].summary).toBe('From the other team')
  expect((await run('flow', 'export', '--revision', String(rows[1].revision))).out).toBe(exported.out)
})

test('what cannot be used is told and never saved', async () => {
  const run = await start()
  const file = join(folder(), 'flow.json')
  writeFileSync(file, '{}')
  expect(await run('flow', 'import', file, '--apply')).toMatchObject({
    code: 1,
    out: '',
    err: expect.stringContaining('This file holds no flow mapping of Weir.'),
  })
  expect(await run('flow', 'import', join(folder(), 'none.json'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('cannot be read'),
  })
  const endless = { flows: [{ id: 1, name: 'A', steps: [], mappings: [] }], issueTypes: [] }
  writeFileSync(file, JSON.stringify({ format: 'weir-flow', formatVersion: 1, config: endless }))
  const refused = await run('flow', 'import', file, '--apply')
  expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('error: “A” has no done step') })
  expect(JSON.parse((await run('call', 'flow.versions', '{}')).out).total).toBe(1)
})
