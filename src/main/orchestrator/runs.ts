import { type Kysely, sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { Fault } from '../../shared/contract/faults.ts'
import type { OutputOf, ParsedInputOf } from '../../shared/contract/methods.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import { type JobId, RunId } from '../../shared/model/ids.ts'
import {
  LogLevel,
  RunDetail,
  RunLogEntry,
  type RunOutcome,
  RunStream,
  RunSummary,
  type RunTrigger,
} from '../../shared/model/job.ts'
import type { Database } from '../store/schema.ts'

/** Begins a run of a job. */
export async function createRun(
  db: Kysely<Database>,
  run: { readonly jobId: JobId; readonly trigger: RunTrigger; readonly at: number },
): Promise<RunId> {
  const { id } = await db
    .insertInto('runs')
    .values({
      job_id: run.jobId,
      trigger: run.trigger,
      outcome: 'running',
      started_at: run.at,
      ended_at: null,
      fault: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return RunId.parse(id)
}

/** Lets a paused run go on. */
export async function continueRun(db: Kysely<Database>, runId: RunId): Promise<void> {
  await db.updateTable('runs').set({ outcome: 'running' }).where('id', '=', runId).execute()
}

/** Records how a run ended. A paused one has no end yet: it goes on as the same run. */
export async function endRun(
  db: Kysely<Database>,
  run: {
    readonly runId: RunId
    readonly outcome: Exclude<RunOutcome, 'running'>
    readonly fault: Fault | null
    readonly at: number
  },
): Promise<void> {
  await db
    .updateTable('runs')
    .set({
      outcome: run.outcome,
      ended_at: run.outcome === 'paused' ? null : run.at,
      fault: run.fault && JSON.stringify(run.fault),
    })
    .where('id', '=', run.runId)
    .execute()
}

/** A job's run that is running or paused; null when it has none. */
export async function openRun(db: Kysely<Database>, jobId: JobId): Promise<RunId | null> {
  const row = await db
    .selectFrom('runs')
    .select('id')
    .where('job_id', '=', jobId)
    .where('outcome', 'in', ['running', 'paused'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? RunId.parse(row.id) : null
}

/** One page of runs, newest first; all jobs' for a null `jobId`. Runs of removed connections are left out. */
export async function listRuns(
  db: ReadonlyKysely<Database>,
  { jobId, offset, limit }: ParsedInputOf<'runs.list'>,
): Promise<OutputOf<'runs.list'>> {
  const wanted = jobId === null ? visibleRuns(db) : visibleRuns(db).where('runs.job_id', '=', jobId)
  const page = wanted.orderBy('runs.id', 'desc').limit(limit).offset(offset)
  const [rows, { total }] = await Promise.all([
    withSums(db, page).execute(),
    wanted
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(toRunSummary), total }
}

/** The newest run of each job. One query. */
export async function latestRuns(db: ReadonlyKysely<Database>): Promise<ReadonlyMap<JobId, RunSummary>> {
  const newest = db
    .selectFrom('runs')
    .select(({ fn }) => fn.max('id').as('id'))
    .groupBy('job_id')
  const rows = await withSums(db, visibleRuns(db).where('runs.id', 'in', newest)).execute()
  return new Map(rows.map(row => toRunSummary(row)).map(run => [run.jobId, run]))
}

/** One run and the same job's run before it, with their streams. @throws WeirError `rpc.not_found`. */
export async function getRun(db: ReadonlyKysely<Database>, runId: RunId): Promise<RunDetail> {
  const row = await withSums(db, visibleRuns(db).where('runs.id', '=', runId)).executeTakeFirst()
  if (!row) throw noSuchRun(runId)
  const before = visibleRuns(db).where('runs.job_id', '=', row.job_id).where('runs.id', '<', runId)
  const previous = await withSums(db, before.orderBy('runs.id', 'desc').limit(1)).executeTakeFirst()
  const streams = await streamsOf(db, previous ? [row.id, previous.id] : [row.id])
  return RunDetail.parse({
    ...toRunSummary(row),
    connectionName: row.connection_name,
    streams: streams.get(row.id) ?? [],
    previous: previous ? { ...toRunSummary(previous), streams: streams.get(previous.id) ?? [] } : null,
  })
}

/** The streams of each of these runs, in their order. One query. */
async function streamsOf(db: ReadonlyKysely<Database>, runIds: readonly number[]): Promise<Map<number, RunStream[]>> {
  const rows = await db
    .selectFrom('run_streams')
    .selectAll()
    .where('run_id', 'in', runIds)
    .orderBy('run_id')
    .orderBy('position')
    .execute()
  const streams = new Map<number, RunStream[]>(runIds.map(id => [id, []]))
  for (const row of rows) {
    const stream = RunStream.parse({
      ...row,
      dataSourceId: row.data_source_id,
      dataSourceName: row.data_source_name,
      waitedMs: row.waited_ms,
      activeMs: row.active_ms,
      complete: row.complete === 1,
    })
    streams.get(row.run_id)?.push(stream)
  }
  return streams
}

/**
 * One page of a run's log, newest first. `search` ignores case; beyond ASCII it finds letters as they were typed, all small, or
 * all capital. @throws WeirError `rpc.not_found`.
 */
export async function runLog(
  db: ReadonlyKysely<Database>,
  { runId, minLevel, search, offset, limit }: ParsedInputOf<'runs.log'>,
): Promise<OutputOf<'runs.log'>> {
  const run = await visibleRuns(db).where('runs.id', '=', runId).executeTakeFirst()
  if (!run) throw noSuchRun(runId)
  let wanted = db.selectFrom('run_log').where('run_id', '=', runId)
  if (minLevel !== 'debug') {
    wanted = wanted.where('level', 'in', LogLevel.options.slice(LogLevel.options.indexOf(minLevel)))
  }
  if (search !== '') {
    const patterns = [...new Set([search, search.toLowerCase(), search.toUpperCase()])].map(containing)
    wanted = wanted.where(({ or }) => or(patterns.map(pattern => sql<boolean>`message like ${pattern} escape '\\'`)))
  }
  const [rows, { total }] = await Promise.all([
    wanted.select(['id', 'at', 'level', 'message']).orderBy('id', 'desc').limit(limit).offset(offset).execute(),
    wanted.select(({ fn }) => fn.countAll<number>().as('total')).executeTakeFirstOrThrow(),
  ])
  return { rows: rows.map(row => RunLogEntry.parse(row)), total }
}

function visibleRuns(db: ReadonlyKysely<Database>) {
  return db
    .selectFrom('runs')
    .innerJoin('jobs', 'jobs.id', 'runs.job_id')
    .innerJoin('connections', 'connections.id', 'jobs.connection_id')
    .where('connections.removed_at', 'is', null)
    .selectAll('runs')
    .select('connections.name as connection_name')
}

/** The runs with their streams' counts added up. The page is cut first, so that only its own streams are read. */
function withSums(db: ReadonlyKysely<Database>, runs: ReturnType<typeof visibleRuns>) {
  const sums = ['read', 'written', 'skipped', 'deleted', 'requests', 'waited_ms', 'bytes', 'active_ms'] as const
  return db
    .selectFrom(runs.as('run'))
    .leftJoin('run_streams as stream', 'stream.run_id', 'run.id')
    .selectAll('run')
    .select(({ fn, lit }) => sums.map(column => fn.coalesce(fn.sum<number>(`stream.${column}`), lit(0)).as(column)))
    .groupBy('run.id')
    .orderBy('run.id', 'desc')
}

type RunRow = Awaited<ReturnType<ReturnType<typeof withSums>['execute']>>[number]

const toRunSummary = (row: RunRow): RunSummary =>
  RunSummary.parse({
    ...row,
    jobId: row.job_id,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    activeMs: row.active_ms,
    waitedMs: row.waited_ms,
    fault: parseFault(row.fault),
  })

/** A fault as a row keeps it. */
export const parseFault = (json: string | null): Fault | null => (json === null ? null : Fault.parse(JSON.parse(json)))

const containing = (text: string) => `%${text.replace(/[\\%_]/g, '\\$&')}%`

const noSuchRun = (runId: RunId) =>
  new WeirError('rpc.not_found', { hint: 'There is no such run (any more).', details: { runId } })
