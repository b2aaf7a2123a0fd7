import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import { writeInShortTransactions } from '../store/write/short-transactions.ts'

/** Which runs are kept: the newest of each job, and none that ended before a moment (epoch ms). */
export interface RunLimits {
  readonly keptRuns: number
  readonly endedBefore: number
}

/**
 * Deletes runs beyond the limits with their logs, in short transactions; it can be ended at any point. A job's newest run and
 * those that are running or paused stay. Returns the tables that changed.
 */
export async function forgetRuns(db: Database, limits: RunLimits): Promise<readonly TableName[]> {
  const runIds = db.prepare<object, number>(beyondLimits).pluck().all(limits)
  if (runIds.length === 0) return []
  const logIds = db.prepare<[string], number>(logOf).pluck().all(JSON.stringify(runIds))
  for (const [table, ids] of [
    ['run_log', logIds],
    ['runs', runIds],
  ] as const) {
    const remove = db.prepare<[string]>(`delete from ${table} where id in (select value from json_each(?))`)
    await writeInShortTransactions(db, ids, part => remove.run(JSON.stringify(part)))
  }
  return ['runs', 'run_log', 'notices']
}

/** At most so many at a time: their logs' ids are held in memory. */
const beyondLimits = `
  select id from (select id, ended_at, row_number() over (partition by job_id order by id desc) as nth from runs)
  where nth > 1 and ended_at is not null and (nth > @keptRuns or ended_at < @endedBefore)
  order by id limit 1000`

const logOf = 'select id from run_log where run_id in (select value from json_each(?)) order by id'
