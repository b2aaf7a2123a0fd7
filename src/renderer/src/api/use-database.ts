import type { DatabaseInfo, DatabaseTask } from '../../../shared/model/database.ts'
import { useLiveDatabaseTask } from '../stores/live-database-task.ts'
import { newerTask } from '../stores/newer-task.ts'
import { useRequest } from './use-request.ts'

export interface LiveDatabase {
  /** For loading and faults. */
  readonly request: ReturnType<typeof useRequest<'database.info'>>
  readonly info: DatabaseInfo | undefined
  /** The work on the database that goes on, or the last that did. */
  readonly task: DatabaseTask | null
}

/** The database and the work on it, live. */
export function useDatabase(): LiveDatabase {
  const request = useRequest('database.info', undefined)
  const pushed = useLiveDatabaseTask(state => state.pushed)
  return { request, info: request.data, task: newerTask(request.data?.task ?? null, pushed) }
}
