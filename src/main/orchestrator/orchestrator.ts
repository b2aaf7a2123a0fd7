import type { PushOf, TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionId, JobId, RepositoryId } from '../../shared/model/ids.ts'
import type { JobSummary } from '../../shared/model/job.ts'
import type { Clock, Logger, Paths, WorkerEntries } from '../ports.ts'
import type { Store } from '../store/open.ts'
import type { JobEvent } from './job-state.ts'
import { createLane } from './lane.ts'
import { conflict, createLedger, noSuchJob } from './ledger.ts'
import { recover } from './recovery.ts'
import { createSerial } from './serial.ts'
import { startRefusal } from './start-refusal.ts'

export interface OrchestratorParts {
  readonly store: Pick<Store, 'db' | 'readonly'>
  readonly clock: Clock
  readonly logger: Logger
  readonly paths: Pick<Paths, 'database' | 'mirrors'>
  readonly workers: Pick<WorkerEntries, 'ingest'>
  /** The connection's secrets in plain text. @throws WeirError `vault.locked`, `vault.unavailable`. */
  readonly openCredentials: (connectionId: ConnectionId) => Promise<Readonly<Record<string, string>>>
  readonly push: (push: PushOf) => void
  /** False: jobs wait, however long the queue; another application will run them. */
  readonly worksQueue?: boolean
  /** A job's thread has committed rows; `derive` names repositories whose deployments must be worked out again. */
  readonly onRowsChanged: (tables: readonly TableName[], derive: readonly RepositoryId[]) => void
}

/**
 * Runs the jobs, one at a time. What the user asks for (`runNow` to `dequeue`) resolves once it is recorded in the store, before
 * it has taken effect; asking for what is already so changes nothing.
 * @throws WeirError `job.conflict` with a hint when the job's state does not allow it, `rpc.not_found`.
 */
export interface Orchestrator {
  /** Puts in order what the application left behind when it last ended, then works through the queue. */
  start(): Promise<void>
  list(): Promise<JobSummary[]>
  get(jobId: JobId): Promise<JobSummary>
  runNow(jobId: JobId): Promise<JobSummary>
  pause(jobId: JobId): Promise<JobSummary>
  resume(jobId: JobId): Promise<JobSummary>
  /** Its thread is gone within a second, whatever it is doing. */
  forceStop(jobId: JobId): Promise<JobSummary>
  /** Takes it out of the queue; it stays PENDING or PAUSED. */
  dequeue(jobId: JobId): Promise<JobSummary>
  /**
   * Takes a job out of the queue for good: changes its connection, by `change`, so that it cannot start any more, with no
   * moment between the two in which it could. @throws WeirError `job.conflict` while it runs.
   */
  withdraw(jobId: JobId, change: () => Promise<void>): Promise<void>
  /**
   * Runs `work` while no job runs or starts; who waits goes on waiting. @throws WeirError `job.conflict` when a job runs or other such
   * work goes on, and whatever `work` throws.
   */
  exclusive<T>(work: () => Promise<T>): Promise<T>
  isSyncing(connectionId: ConnectionId): boolean
  /** Resolves when nothing runs and nobody waits, or when it was stopped. */
  whenIdle(): Promise<void>
  /**
   * Takes no more work and lets the running job reach its checkpoint; after the grace its thread is ended. The job is PAUSED only
   * if the user had asked for that, otherwise it is FAILED with `run.interrupted`. Who waits keeps their place.
   */
  stop(options: { readonly graceMs: number }): Promise<void>
}

export function createOrchestrator(parts: OrchestratorParts): Orchestrator {
  const serial = createSerial()
  const ledger = createLedger(parts)
  const lane = createLane({ ...parts, db: parts.store.readonly, ledger, serial })
  const advance = () => {
    if (parts.worksQueue ?? true) lane.advance()
  }
  let stopped: Promise<void> | null = null

  const refuseWhenStopped = () => {
    if (stopped) throw new WeirError('job.conflict', { hint: 'Weir is closing. Open it again first.' })
  }

  function request(jobId: JobId, event: JobEvent): Promise<JobSummary> {
    return serial(async () => {
      refuseWhenStopped()
      const [job] = await ledger.rows(jobId)
      if (!job || job.connectionRemoved) throw noSuchJob(jobId)
      const wantsToStart = event.type === 'runRequested' || event.type === 'resumeRequested'
      const refusal = wantsToStart ? startRefusal(job) : null
      if (refusal !== null) throw conflict(job, refusal)
      const recorded = await ledger.record(job, event)
      for (const { type } of recorded.effects) {
        const inside = lane.occupied()
        if (inside?.jobId !== jobId) continue
        if (type === 'pauseThread') inside.thread.pause()
        if (type === 'stopThread') inside.thread.stop()
      }
      await ledger.announce(jobId, recorded)
      advance()
      return ledger.get(jobId)
    })
  }

  return {
    async start() {
      await serial(() => recover(parts.store.readonly, ledger))
      advance()
    },
    list: ledger.list,
    get: ledger.get,
    runNow: jobId => request(jobId, { type: 'runRequested', trigger: 'manual' }),
    pause: jobId => request(jobId, { type: 'pauseRequested' }),
    resume: jobId => request(jobId, { type: 'resumeRequested' }),
    async forceStop(jobId) {
      refuseWhenStopped()
      // Not after the record: a hung thread may hold the very lock that the record waits for.
      const inside = lane.occupied()
      if (inside?.jobId === jobId) inside.thread.stop()
      return request(jobId, { type: 'forceStopRequested' })
    },
    dequeue: jobId => request(jobId, { type: 'dequeued' }),
    withdraw(jobId, change) {
      return serial(async () => {
        refuseWhenStopped()
        const [job] = await ledger.rows(jobId)
        if (!job || job.connectionRemoved) throw noSuchJob(jobId)
        if (job.status.state === 'RUNNING') throw conflict(job, 'Pause or stop the sync of this connection first.')
        const recorded = await ledger.record(job, { type: 'dequeued' })
        await change()
        await ledger.announce(jobId, recorded)
      })
    },
    async exclusive(work) {
      refuseWhenStopped()
      try {
        return await lane.keepFreeFor(work)
      } finally {
        advance()
      }
    },
    isSyncing: connectionId => lane.occupied()?.connectionId === connectionId,
    whenIdle: lane.whenIdle,
    stop({ graceMs }) {
      stopped ??= lane.close(graceMs)
      return stopped
    },
  }
}
