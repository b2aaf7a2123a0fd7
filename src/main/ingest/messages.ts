import type { TableName } from '../../shared/contract/events.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import type { DataSourceId, JobId, RepositoryId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress } from '../../shared/model/job.ts'
import type { SourceRef } from '../connectors/sdk/connector.ts'

/** What a job's thread is started with (its `workerData`). Secrets live only in this thread's memory. */
export interface JobAssignment {
  readonly databasePath: string
  /** A folder of the connection's own for what its connector keeps outside the database. */
  readonly cacheFolder: string
  readonly jobId: JobId
  readonly runId: RunId
  readonly connectorId: string
  readonly settings: unknown
  readonly credentials: Readonly<Record<string, string>>
  readonly sources: readonly (SourceRef & { readonly id: DataSourceId })[]
}

export type ToJobThread = { readonly type: 'pause' } | { readonly type: 'stop' }

export type FromJobThread =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  /** Rows were committed. `derive` names repositories whose deployments must be worked out again. */
  | { readonly type: 'changed'; readonly tables: readonly TableName[]; readonly derive: readonly RepositoryId[] }
  /** A program was started or has ended: the host ends those that are left when it terminates the thread. */
  | { readonly type: 'child'; readonly pid: number; readonly alive: boolean }
  | { readonly type: 'ended'; readonly outcome: 'finished' | 'paused' | 'stopped' }
  | { readonly type: 'ended'; readonly outcome: 'failed'; readonly fault: Fault; readonly report?: ErrorReport }

/** What is behind an `internal.unexpected` fault. For the shell's log only: it may hold paths. */
export interface ErrorReport {
  /** The fault's `reportId`. */
  readonly id: string
  readonly text: string
}
