import type { PushOf, TableName } from '../../shared/contract/events.ts'
import type { FaultCode } from '../../shared/contract/faults.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionId, JobId, RepositoryId } from '../../shared/model/ids.ts'
import type { JobSummary, RemoteBudget } from '../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../shared/model/orchestrator.ts'
import type { AccessOf } from '../ingest/messages.ts'
import type { Clock, Lifetime, Logger, Notifier, Paths, Preferences, WorkerEntries } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { createCycles } from './cycles.ts'
import { createLane, type Lane } from './lane.ts'
import { createLedger } from './ledger.ts'
import { createNoticeBoard } from './notice-board.ts'
import { recover } from './recovery.ts'
import { createRequests } from './requests.ts'
import { waitsForUser } from './retry.ts'
import { createSerial } from './serial.ts'

export interface OrchestratorParts {
  readonly store: Pick<Store, 'db' | 'readonly' | 'reserve'>
  readonly clock: Clock
  readonly logger: Logger
  readonly paths: Pick<Paths, 'database' | 'mirrors'>
  readonly workers: Pick<WorkerEntries, 'ingest'>
  readonly preferences: Pick<Preferences, 'get'>
  readonly notifier: Notifier
  /** The connection's secrets in plain text. @throws WeirError `vault.locked`, `vault.unavailable`. */
  readonly openCredentials: (connectionId: ConnectionId) => Promise<Readonly<Record<string, string>>>
  /** Access by the sign-in of a connection's user. */
  readonly access: AccessOf
  /** What the remote of a connection has told of its limits. */
  readonly onBudgets?: (connectionId: ConnectionId, budgets: readonly RemoteBudget[]) => void
  readonly push: (push: PushOf) => void
  /** Resident unless said otherwise. Only a resident one starts jobs by itself; in a one-shot one they wait, however long the queue. */
  readonly lifetime?: Lifetime
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
  status(): Promise<OrchestratorStatus>
  list(): Promise<JobSummary[]>
  get(jobId: JobId): Promise<JobSummary>
  runNow(jobId: JobId): Promise<JobSummary>
  pause(jobId: JobId): Promise<JobSummary>
  resume(jobId: JobId): Promise<JobSummary>
  /** Its thread is gone within a second, whatever it is doing. */
  forceStop(jobId: JobId): Promise<JobSummary>
  /** Takes it out of the queue; it stays PENDING or PAUSED. */
  dequeue(jobId: JobId): Promise<JobSummary>
  /** Moves a waiting job to a position in the queue; 1 is next. */
  moveInQueue(jobId: JobId, position: number): Promise<JobSummary>
  emptyQueue(): Promise<OrchestratorStatus>
  /** Pauses what runs and lets nothing start, restarts included, until `resumeAll`. */
  pauseAll(): Promise<OrchestratorStatus>
  /** Ends `pauseAll` and resumes every paused job. */
  resumeAll(): Promise<OrchestratorStatus>
  /** Queues every job that may start by itself. */
  runAll(): Promise<OrchestratorStatus>
  /** The preferences, a schedule or the time have changed: looks at what is due. */
  reconsider(): Promise<void>
  /** Tries at once what has failed for a reason the user has just mended: jobs with this fault, or one that waited for the user. */
  mended(what: { readonly fault: FaultCode } | { readonly jobId: JobId }): Promise<void>
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
  const { lifetime = 'resident' } = parts
  const { db, readonly } = parts.store
  const serial = createSerial()
  const ledger = createLedger(parts)
  const notices = createNoticeBoard({ ...parts, db })
  const lane = laneFor(
    lifetime,
    createLane({ ...parts, db: readonly, reserve: parts.store.reserve, ledger, serial, notices }),
  )
  const cycles = createCycles({ ...parts, db, ledger, serial, onQueued: lane.advance })
  let stopped: Promise<void> | null = null

  const refuseWhenStopped = () => {
    if (stopped) throw new WeirError('job.conflict', { hint: 'Weir is closing. Open it again first.' })
  }
  const requests = createRequests({ db, ledger, lane, serial, logger: parts.logger, refuseWhenStopped })

  return {
    async start() {
      await notices.tell(await serial(() => recover(parts, ledger)))
      if (lifetime === 'resident') await cycles.start()
      lane.advance()
    },
    status: ledger.status,
    list: ledger.list,
    get: ledger.get,
    runNow: jobId => requests.one(jobId, { type: 'runRequested', trigger: 'manual' }),
    pause: jobId => requests.one(jobId, { type: 'pauseRequested' }),
    resume: jobId => requests.one(jobId, { type: 'resumeRequested' }),
    async forceStop(jobId) {
      refuseWhenStopped()
      // Not after the record: a hung thread may hold the very lock that the record waits for.
      const inside = lane.occupied()
      if (inside?.jobId === jobId) inside.thread.stop()
      return requests.one(jobId, { type: 'forceStopRequested' })
    },
    dequeue: jobId => requests.one(jobId, { type: 'dequeued' }),
    moveInQueue: requests.moveInQueue,
    emptyQueue: requests.emptyQueue,
    pauseAll: requests.pauseAll,
    resumeAll: requests.resumeAll,
    async runAll() {
      refuseWhenStopped()
      await cycles.runAll()
      return ledger.status()
    },
    async exclusive(work) {
      refuseWhenStopped()
      try {
        return await lane.keepFreeFor(work)
      } finally {
        lane.advance()
      }
    },
    async reconsider() {
      if (lifetime === 'resident') await cycles.start()
      await serial(() => ledger.announce([]))
    },
    mended: what =>
      requests.tryAgain(job =>
        'fault' in what ? job.status.fault?.code === what.fault : job.jobId === what.jobId && waitsForUser(job.status),
      ),
    withdraw: requests.withdraw,
    isSyncing: connectionId => lane.occupied()?.connectionId === connectionId,
    whenIdle: lane.whenIdle,
    stop({ graceMs }) {
      cycles.stop()
      stopped ??= lane.close(graceMs)
      return stopped
    },
  }
}

/** The lane of an application that ends before a job would: nobody gets in. */
function laneFor(lifetime: Lifetime, lane: Lane): Lane {
  return lifetime === 'one-shot' ? { ...lane, advance: () => {} } : lane
}
