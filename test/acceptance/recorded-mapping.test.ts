import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWorld } from '../../src/main/scenarios/simulators/jira/recorded-world.ts'
import { flowTakenIn } from '../support/flow-taken-in.ts'
import { openJiraWorkspace } from '../support/jira-workspace.ts'

/** Beside the checkout, or where the environment says. */
const recorded = process.env['WEIR_RECORDED_JIRA'] ?? join(import.meta.dirname, '../../../shared/recorded/jira-cloud')
const absent = existsSync(recorded) ? '' : ` (skipped: there are no recorded answers in ${recorded})`

test.skipIf(absent !== '')(`statuses that only histories know are listed as such, to be mapped${absent}`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'weir-recorded-'))
  const { app, close } = await openJiraWorkspace(folder, { world: readWorld(recorded), limits: {} })
  try {
    await flowTakenIn(app.client)
    const { statuses, issueTypes, inForce } = await app.client.request('flow.get')
    // Four by id: one of them, “To Do”, has the name of one that is listed.
    expect(statuses.reduce((sum, { unlisted }) => sum + unlisted, 0)).toBe(4)
    const gone = statuses.filter(({ historyOnly }) => historyOnly)
    expect(gone.map(({ name, category }) => [name, category]).sort()).toEqual([
      ['Inbox', 'unknown'],
      ['Ready for Dev', 'unknown'],
      ['Resolved', 'unknown'],
    ])
    for (const { uses } of gone) {
      expect(uses.reduce((sum, use) => sum + use.ever, 0)).toBeGreaterThan(0)
      expect(uses.reduce((sum, use) => sum + use.now, 0)).toBe(0)
    }
    expect(statuses.find(({ name }) => name === 'To Do')).toMatchObject({ historyOnly: false, unlisted: 1 })
    const now = statuses.flatMap(({ uses }) => uses.map(use => use.now))
    expect(now.reduce((sum, count) => sum + count, 0)).toBe(30)
    expect(issueTypes.reduce((sum, { issues }) => sum + issues, 0)).toBe(30)
    expect(inForce?.problems.filter(({ severity }) => severity === 'error')).toEqual([])
  } finally {
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
})
