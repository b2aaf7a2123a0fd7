import type { ReadonlyKysely } from 'kysely/readonly'
import { JobId } from '../../shared/model/ids.ts'
import { type JobProgress, JobSummary } from '../../shared/model/job.ts'
import type { Database } from '../store/schema.ts'
import { activeSourceCount } from './job-rows.ts'
import { positions } from './queue.ts'
import { latestRuns, parseFault } from './runs.ts'

/** Every job whose connection is not removed, by the connection's name. Two queries, however many there are. */
export async function listJobs(
  db: ReadonlyKysely<Database>,
  progress: ReadonlyMap<JobId, JobProgress>,
): Promise<JobSummary[]> {
  const [rows, lastRuns] = await Promise.all([
    db
      .selectFrom('jobs')
      .innerJoin('connections', 'connections.id', 'jobs.connection_id')
      .where('connections.removed_at', 'is', null)
      .selectAll('jobs')
      .select(['connections.name', 'connections.connector_id', 'connections.enabled'])
      .select(activeSourceCount)
      .orderBy('connections.name')
      .orderBy('jobs.id')
      .execute(),
    latestRuns(db),
  ])
  const queue = positions(
    rows.flatMap(({ id, queue_order }) =>
      queue_order === null ? [] : [{ jobId: JobId.parse(id), place: queue_order }],
    ),
  )
  return rows.map(row => {
    const jobId = JobId.parse(row.id)
    return JobSummary.parse({
      id: jobId,
      connectionId: row.connection_id,
      connectionName: row.name,
      connectorId: row.connector_id,
      connectionEnabled: row.enabled === 1,
      state: row.state,
      intent: row.intent,
      queuePosition: queue.get(jobId) ?? null,
      activeSources: row.active_sources,
      fault: parseFault(row.fault),
      lastRun: lastRuns.get(jobId) ?? null,
      progress: progress.get(jobId) ?? null,
      updatedAt: row.updated_at,
    })
  })
}
