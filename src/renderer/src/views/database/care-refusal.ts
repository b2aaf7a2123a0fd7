import type { DatabaseInfo, DatabaseTask, DatabaseTaskKind } from '../../../../shared/model/database.ts'
import type { JobSummary } from '../../../../shared/model/job.ts'

export interface CareFacts {
  readonly info: Pick<DatabaseInfo, 'schemaVersion'>
  readonly task: Pick<DatabaseTask, 'status'> | null
  readonly jobs: readonly Pick<JobSummary, 'state' | 'connectionName'>[]
  /** Whether Weir can be reached. */
  readonly connected: boolean
}

/** What may not go on beside a job. */
const alone: ReadonlySet<DatabaseTaskKind> = new Set<DatabaseTaskKind>(['restore', 'compact', 'move'])

/** Why this work on the database cannot begin at the moment; null when it can. */
export function careRefusal(kind: DatabaseTaskKind, { info, task, jobs, connected }: CareFacts): string | null {
  if (!connected) return 'Weir does not answer at the moment'
  if (task?.status === 'running') return 'Other work on the database goes on'
  if (info.schemaVersion === null && kind !== 'restore') return 'The database cannot be read at the moment'
  const running = jobs.find(({ state }) => state === 'RUNNING')
  if (running && alone.has(kind)) return `“${running.connectionName}” is syncing: pause it, or wait for its end`
  return null
}
