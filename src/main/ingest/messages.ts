import type { TableName } from '../../shared/contract/events.ts'
import type { Fault } from '../../shared/contract/faults.ts'
import type { ConnectionId, DataSourceId, JobId, RepositoryId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress } from '../../shared/model/job.ts'
import type { SourceRef } from '../connectors/sdk/connector.ts'
import type { AccessToken } from '../connectors/sdk/oauth.ts'

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

/** What the host answers a thread's questions for access by. */
export type GiveAccess = (refused: string | null) => Promise<AccessToken>
/** The same for any connection. */
export type AccessOf = (connectionId: ConnectionId, refused?: string) => Promise<AccessToken>

export type ToJobThread =
  | { readonly type: 'pause' }
  | { readonly type: 'stop' }
  /** The answer to the question of this number. */
  | { readonly type: 'access'; readonly number: number; readonly given: AccessToken }
  | { readonly type: 'access'; readonly number: number; readonly fault: Fault }

export type FromJobThread =
  | { readonly type: 'progress'; readonly progress: JobProgress }
  /** Rows were committed. `derive` names repositories whose deployments must be worked out again. */
  | { readonly type: 'changed'; readonly tables: readonly TableName[]; readonly derive: readonly RepositoryId[] }
  /** Asks for an access token by the user's sign-in. `refused` is one that the remote has not accepted. */
  | { readonly type: 'access'; readonly number: number; readonly refused: string | null }
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
