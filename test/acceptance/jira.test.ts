import { afterEach, beforeEach, expect, test } from 'vitest'
import { settled } from '../support/client-steps.ts'
import { createTestFolder } from '../support/git-repository.ts'
import { openJiraWorkspace } from '../support/jira-workspace.ts'

let folder: ReturnType<typeof createTestFolder>

beforeEach(() => {
  folder = createTestFolder()
})

afterEach(() => folder.remove())

test.each(['cloud', 'data-center'] as const)(
  'Jira %s: a second sync asks for no issue and writes no row',
  async product => {
    const { app, simulator, connection, close } = await openJiraWorkspace(`${folder.path}/data`, { product })
    const { client } = app
    try {
      const before = simulator.requests.length
      await client.request('jobs.runNow', { jobId: connection.jobId })
      expect(await settled(client, connection.jobId)).toMatchObject({ state: 'FINISHED' })
      const { rows } = await client.request('runs.list', { jobId: connection.jobId, limit: 1, offset: 0 })
      expect(rows).toMatchObject([{ outcome: 'finished', read: 0, written: 0, deleted: 0 }])
      expect(simulator.requests.slice(before).filter(request => /bulkfetch|worklog/.test(request))).toEqual([])
    } finally {
      await close()
    }
  },
)
