import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { ConnectionId, JobId } from '../../shared/model/ids.ts'
import { JobIntent, JobState, RunTrigger } from '../../shared/model/job.ts'
import type { Database } from '../store/schema.ts'
import type { JobStatus } from './job-state.ts'
import { parseFault } from './runs.ts'

/** A job as the orchestrator decides over it. */
export interface JobRow {
  readonly jobId: JobId
  readonly connectionId: ConnectionId
  readonly connectionName: string
  readonly connectorId: string
  readonly connectionEnabled: boolean
  readonly connectionRemoved: boolean
  readonly activeSources: number
  readonly status: JobStatus
  /** Its place in the queue; null when it does not wait. */
  readonly place: number | null
  /** Its connection's own cron expression. */
  readonly schedule: string | null
  /** The last time that was obeyed. */
  readonly scheduledAt: number | null
  readonly retries: number
  readonly retryAt: number | null
  readonly updatedAt: number
}

/** Every job by its connection's name, or only the given one; those of removed connections too. One query. */
export async function readJobs(db: ReadonlyKysely<Database>, jobId?: JobId): Promise<JobRow[]> {
  let query = db
    .selectFrom('jobs')
    .innerJoin('connections', 'connections.id', 'jobs.connection_id')
    .selectAll('jobs')
    .select([
      'connections.name',
      'connections.connector_id',
      'connections.enabled',
      'connections.removed_at',
      'connections.schedule',
    ])
    .select(activeSourceCount)
    .orderBy('connections.name')
    .orderBy('jobs.id')
  if (jobId !== undefined) query = query.where('jobs.id', '=', jobId)
  const rows = await query.execute()
  return rows.map(row => ({
    jobId: JobId.parse(row.id),
    connectionId: ConnectionId.parse(row.connection_id),
    connectionName: row.name,
    connectorId: row.connector_id,
    connectionEnabled: row.enabled === 1,
    connectionRemoved: row.removed_at !== null,
    activeSources: row.active_sources,
    status: {
      state: JobState.parse(row.state),
      intent: JobIntent.parse(row.intent),
      queued: row.queue_order === null ? null : RunTrigger.parse(row.queue_trigger ?? 'manual'),
      fault: parseFault(row.fault),
    },
    place: row.queue_order,
    schedule: row.schedule,
    scheduledAt: row.scheduled_at,
    retries: row.retries,
    retryAt: row.retry_at,
    updatedAt: row.updated_at,
  }))
}

/** How many data sources of a connection (in the query's `connections`) are to be synced. */
const activeSourceCount = sql<number>`(
  select count(*) from data_sources where connection_id = connections.id and active = 1
)`.as('active_sources')
