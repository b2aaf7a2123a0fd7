import type { Database } from 'better-sqlite3'
import type { TableName } from '../../shared/contract/events.ts'
import type { ConnectorContext, Stream } from '../connectors/sdk/connector.ts'
import { storeFault } from '../store/faults.ts'
import type { Budgets } from './budgets.ts'
import type { ChangeFeed } from './change-feed.ts'
import type { Cursors } from './cursors.ts'
import type { Progress } from './progress.ts'
import type { RunLog } from './run-log.ts'
import type { RunStreams } from './run-streams.ts'

/** What every step of one run shares. */
export interface RunSession {
  readonly db: Database
  readonly context: ConnectorContext
  /** Of the settings, as far as they decide what a stream reads. */
  readonly fingerprintOf: (stream: Stream) => string
  readonly signal: AbortSignal
  readonly pauseRequested: () => boolean
  readonly now: () => number
  readonly log: RunLog
  readonly cursors: Cursors
  readonly runStreams: RunStreams
  readonly progress: Progress
  readonly changes: ChangeFeed
  readonly meter: Meter
  readonly budgets: Budgets
}

/** Counts what the connector's programs and requests do. */
export interface Meter {
  /** Requests, bytes and waiting for limits since the last call. */
  take(): { readonly requests: number; readonly bytes: number; readonly waitedMs: number }
}

/**
 * Runs the work in one transaction, with the log lines held back so far, and tells of the tables it wrote to.
 * @throws WeirError one of the `store.*` faults; nothing of the work is stored then.
 */
export function transact(session: RunSession, work: () => readonly TableName[]): void {
  const { db, log, changes } = session
  let tables: readonly TableName[] = []
  try {
    db.transaction(() => {
      tables = work()
      if (log.flush() > 0) tables = [...tables, 'run_log']
    }).immediate()
  } catch (error) {
    throw storeFault(error) ?? error
  }
  log.settle()
  changes.add(tables)
}
