import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { settingsFor, startBench } from '../../../test/support/jira-bench.ts'
import { addRun, sync } from '../ingest/test-support.ts'
import { loadFlowMoment } from '../metrics/flow/load-snapshot.ts'
import { generateWorld } from '../scenarios/simulators/jira/generated-world.ts'
import { freshDatabase } from '../store/test-support.ts'
import { deriveIssues } from './derive-issues.ts'
import { keepDefaultFlow } from './keep-default-flow.ts'

/** A simulator and a database that syncs two of its projects. Each sync answers how many issues are derived after it. */
async function start() {
  const world = generateWorld({ issues: 20, projects: 2, changes: 6 })
  const { connector, simulator } = await startBench({ product: 'cloud', world, limits: {} })
  const { db } = await freshDatabase('project:10000', 'project:10001')
  const derivedAfterSync = async () => {
    const { ended } = await sync(db, connector, {
      now: Date.now,
      assignment: {
        runId: addRun(db),
        settings: settingsFor(simulator, 'cloud'),
        credentials: { token: simulator.credentials.token },
      },
    })
    expect(ended).toEqual({ type: 'ended', outcome: 'finished' })
    let derived = 0
    for (let more = true; more; ) {
      const progress = await deriveIssues(db)
      derived += progress.derived
      more = progress.more
    }
    keepDefaultFlow(db, 0)
    return derived
  }
  return { db, simulator, derivedAfterSync }
}

const counting = (db: Database) => loadFlowMoment(db).snapshot.size
const written = (db: Database) => [
  db.prepare('select id, version from issue_chunks').all(),
  db.prepare('select id from flow_versions').all(),
]

test('a sync without changes derives nothing, one changed issue is derived alone', async () => {
  const { db, simulator, derivedAfterSync } = await start()
  expect(await derivedAfterSync()).toBe(20)
  const before = written(db)
  expect(await derivedAfterSync()).toBe(0)
  expect(written(db)).toEqual(before)
  const seen = loadFlowMoment(db)
  expect(loadFlowMoment(db)).toBe(seen)
  simulator.site.transition('10004')
  expect(await derivedAfterSync()).toBe(1)
  expect(loadFlowMoment(db)).not.toBe(seen)
})

test('a deleted issue leaves the flow, a moved one keeps its row with its new project', async () => {
  const { db, simulator, derivedAfterSync } = await start()
  await derivedAfterSync()
  const before = counting(db)
  simulator.site.remove('10000')
  simulator.site.move('10002', '10001')
  expect(await derivedAfterSync()).toBe(2)
  const { columns, snapshot } = loadFlowMoment(db)
  expect(snapshot.size).toBe(before - 1)
  const moved = db.prepare<[], { id: number; project_id: number }>(
    `select id, project_id from issues where external_id = '10002'`,
  )
  const { id, project_id } = moved.get() ?? {}
  expect(columns.projects[columns.ids.indexOf(id ?? 0)]).toBe(project_id)
})

test('a renamed status stays in its step as long as Weir keeps the configuration', async () => {
  const { db, simulator, derivedAfterSync } = await start()
  await derivedAfterSync()
  const steps = () => [...loadFlowMoment(db).snapshot.steps]
  const before = steps()
  simulator.site.renameStatus('10001', 'Tinkering')
  expect(await derivedAfterSync()).toBe(0)
  expect(steps()).toEqual(before)
  expect(loadFlowMoment(db).config?.flows[0]?.mappings.map(({ status }) => status)).toContain('Tinkering')
})
