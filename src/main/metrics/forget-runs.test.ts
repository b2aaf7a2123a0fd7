import { expect, test } from 'vitest'
import { freshDatabase } from '../store/test-support.ts'
import { forgetRuns } from './forget-runs.ts'

/** A job with runs that ended at these times (null: still open), each with two lines of log; run 1 of the fixture is open too. */
async function databaseWith(...endedAt: readonly (number | null)[]) {
  const { db } = await freshDatabase('source')
  const run = db.prepare(
    `insert into runs (job_id, trigger, outcome, started_at, ended_at) values (1, 'manual', ?, 0, ?)`,
  )
  const log = db.prepare(`insert into run_log (run_id, at, level, message) values (?, 0, 'info', 'x')`)
  for (const at of endedAt) {
    const { lastInsertRowid } = run.run(at === null ? 'paused' : 'finished', at)
    log.run(lastInsertRowid)
    log.run(lastInsertRowid)
  }
  const ended = () => db.prepare('select ended_at from runs where id > 1 order by id').pluck().all()
  return { db, ended, lines: () => db.prepare('select count(*) from run_log').pluck().get() }
}

test('runs beyond the number kept go, the oldest first, with their logs', async () => {
  const { db, ended, lines } = await databaseWith(10, 20, 30, 40)
  expect(await forgetRuns(db, { keptRuns: 2, endedBefore: 0 })).toContain('runs')
  expect(ended()).toEqual([30, 40])
  expect(lines()).toBe(4)
  expect(await forgetRuns(db, { keptRuns: 2, endedBefore: 0 })).toEqual([])
})

test('runs beyond the age kept go, but never the newest nor one that is open', async () => {
  const { db, ended } = await databaseWith(10, null, 20, 30)
  await forgetRuns(db, { keptRuns: 100, endedBefore: 100 })
  expect(ended()).toEqual([null, 30])
  expect(db.prepare('select outcome from runs where id = 1').pluck().get()).toBe('running')
})
