import { expect, onTestFinished, test } from 'vitest'
import { connectDatabase } from '../connect.ts'
import { migrate } from '../migrate.ts'
import { keepingLogger, temporaryFolder } from '../test-support.ts'
import { migrations } from './index.ts'

/** A database as it was before the migration of this name. */
async function databaseBefore(name: string) {
  const db = connectDatabase(`${temporaryFolder()}/weir.db`)
  onTestFinished(() => void db.close())
  const { logger } = keepingLogger()
  const earlier = Object.fromEntries(Object.entries(migrations).filter(([known]) => known < name))
  await migrate(db, earlier, logger)
  return { db, finish: () => migrate(db, migrations, logger) }
}

test('0020 keeps jobs and runs and begins with nothing held, retried or noticed', async () => {
  const { db, finish } = await databaseBefore('0020-cycles')
  db.exec(`
    insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2);
    insert into jobs (connection_id, state, queue_order, queue_trigger, updated_at) values (1, 'PAUSED', 3, 'manual', 4);
    insert into runs (job_id, trigger, outcome, started_at) values (1, 'manual', 'paused', 5)`)
  await finish()
  expect(db.prepare('select name, schedule, credentials_expire_at from connections').all()).toEqual([
    { name: 'Kept', schedule: null, credentials_expire_at: null },
  ])
  expect(db.prepare('select state, queue_order, retries, retry_at, scheduled_at from jobs').all()).toEqual([
    { state: 'PAUSED', queue_order: 3, retries: 0, retry_at: null, scheduled_at: null },
  ])
  expect(db.prepare('select outcome from runs').pluck().all()).toEqual(['paused'])
  expect(db.prepare('select * from orchestrator').all()).toEqual([{ id: 1, held: 0, last_cycle_at: null }])
  expect(db.prepare('select * from upkeep').all()).toEqual([
    { id: 1, integrity_checked_at: null, integrity_finding: null },
  ])
})

test('0030 keeps connections and begins without issues', async () => {
  const { db, finish } = await databaseBefore('0030-jira')
  db.exec(
    `insert into connections (connector_id, name, settings, created_at, updated_at) values ('git', 'Kept', '{}', 1, 2)`,
  )
  await finish()
  expect(db.prepare('select name from connections').pluck().all()).toEqual(['Kept'])
  for (const table of ['issues', 'issue_changes', 'statuses', 'boards']) {
    expect(db.prepare(`select count(*) from ${table}`).pluck().get()).toBe(0)
  }
  expect(() =>
    db.exec(`insert into statuses (connection_id, external_id, name, category, active) values (1, '1', 'A', 'odd', 1)`),
  ).toThrow(/CHECK/)
})
