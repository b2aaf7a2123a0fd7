import { sql } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import { Fault } from '../../shared/contract/faults.ts'
import { ConnectionId } from '../../shared/model/ids.ts'
import { JobState } from '../../shared/model/job.ts'
import { chosenTimeZone, type PreferenceValues } from '../../shared/model/preferences.ts'
import { nextScheduled } from '../orchestrator/schedule.ts'
import type { Database } from '../store/schema.ts'
import { judgeConnection } from './connection-health.ts'
import type { Probe } from './probe.ts'

export interface ConnectionProbeParts {
  readonly db: ReadonlyKysely<Database>
  readonly preferences: () => Pick<PreferenceValues, 'cycleMinutes' | 'timeZone'>
  readonly now: () => number
  /** When the application started: nothing could be on time before. */
  readonly startedAt: number
}

/** Looks at every connection that is not removed: credentials, verification, last sync, schedule. One query. */
export function connectionProbe({ db, preferences, now, startedAt }: ConnectionProbeParts): Probe {
  return {
    kind: 'connection',
    name: 'Connections',
    everyMs: 60_000,
    async measure() {
      const chosen = preferences()
      const timeZone = chosenTimeZone(chosen)
      const { held } = await db.selectFrom('orchestrator').select('held').executeTakeFirstOrThrow()
      const rows = await connectionRows(db)
      return rows.map(row => {
        const since = Math.max(row.last_sync_at ?? row.created_at, row.scheduled_at ?? 0, startedAt)
        const byCycle = chosen.cycleMinutes === null ? null : since + chosen.cycleMinutes * 60_000
        const measure = {
          enabled: row.enabled === 1,
          activeSources: row.active_sources,
          state: JobState.parse(row.state),
          queued: row.queue_order !== null,
          held: held === 1,
          fault: parseFault(row.fault),
          retryAt: row.retry_at,
          retries: row.retries,
          lastSyncAt: row.last_sync_at,
          lastSyncStatus: row.last_sync_status,
          lastSyncError: parseFault(row.last_sync_error),
          lastVerificationAt: row.last_verification_at,
          lastVerificationError: parseFault(row.last_verification_error),
          credentialsExpireAt: row.credentials_expire_at,
          dueAt: row.schedule === null ? byCycle : nextScheduled(row.schedule, timeZone, since, now()),
        }
        return {
          id: `connection:${row.id}`,
          connectionId: ConnectionId.parse(row.id),
          name: row.name,
          ...judgeConnection(measure, now()),
        }
      })
    },
  }
}

function connectionRows(db: ReadonlyKysely<Database>) {
  return db
    .selectFrom('connections')
    .innerJoin('jobs', 'jobs.connection_id', 'connections.id')
    .where('connections.removed_at', 'is', null)
    .select([
      'connections.id',
      'connections.name',
      'connections.enabled',
      'connections.created_at',
      'connections.schedule',
      'connections.last_sync_at',
      'connections.last_sync_status',
      'connections.last_sync_error',
      'connections.last_verification_at',
      'connections.last_verification_error',
      'connections.credentials_expire_at',
      'jobs.state',
      'jobs.queue_order',
      'jobs.fault',
      'jobs.retry_at',
      'jobs.retries',
      'jobs.scheduled_at',
    ])
    .select(
      sql<number>`(
        select count(*) from data_sources where connection_id = connections.id and active = 1
      )`.as('active_sources'),
    )
    .orderBy('connections.name')
    .execute()
}

const parseFault = (json: string | null): Fault | null => (json === null ? null : Fault.parse(JSON.parse(json)))
