import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { PushOf, TableName } from '../../shared/contract/events.ts'
import { toFault, WeirError } from '../../shared/contract/weir-error.ts'
import type { ConnectionId, JobId, RepositoryId, RunId } from '../../shared/model/ids.ts'
import type { RemoteBudget } from '../../shared/model/job.ts'
import type { AccessOf, FromJobThread } from '../ingest/messages.ts'
import type { Clock, Logger, WorkerEntries } from '../ports.ts'
import type { DiskReserve } from '../store/disk-reserve.ts'
import { storeFault } from '../store/faults.ts'
import { type AssignmentParts, prepareAssignment } from './assignment.ts'
import { startExecution } from './execution.ts'
import { type JobThread, startJobThread } from './job-host.ts'
import type { JobRow } from './job-rows.ts'
import type { ThreadEnd } from './job-state.ts'
import type { Ledger } from './ledger.ts'
import type { NoticeBoard } from './notice-board.ts'
import { noticeOfEnd } from './notice-of-end.ts'
import { createProgressFeed, type ProgressFeed } from './progress-feed.ts'
import { next } from './queue.ts'
import type { Serial } from './serial.ts'
import { startRefusal } from './start-refusal.ts'

export interface LaneParts extends AssignmentParts {
  readonly ledger: Ledger
  readonly clock: Clock
  readonly notices: NoticeBoard
  readonly serial: Serial
  readonly logger: Logger
  /** Given away to record that a job failed for want of room. */
  readonly reserve: DiskReserve
  readonly workers: Pick<WorkerEntries, 'ingest'>
  readonly access: AccessOf
  /** What the remote of a connection has told of its limits. */
  readonly onBudgets?: (connectionId: ConnectionId, budgets: readonly RemoteBudget[]) => void
  readonly push: (push: PushOf) => void
  readonly onRowsChanged: (tables: readonly TableName[], derive: readonly RepositoryId[]) => void
}

export interface Occupied {
  readonly jobId: JobId
  readonly connectionId: ConnectionId
  readonly thread: JobThread
}

/** The one lane: at most one job is in it, the others wait in the queue. */
export interface Lane {
  occupied(): Occupied | null
  /** Lets the next job in if the lane is free. */
  advance(): void
  /** Resolves when the lane is free and nobody waits or may go in, or when it is closed. */
  whenIdle(): Promise<void>
  /**
   * Runs `work` while nobody is in the lane or gets in; `advance` after it lets the next one in. @throws WeirError `job.conflict` when
   * somebody is in it, or other such work goes on.
   */
  keepFreeFor<T>(work: () => Promise<T>): Promise<T>
  /** Lets nobody in any more and waits for the job in the lane: until its checkpoint, but no longer than the grace. */
  close(graceMs: number): Promise<void>
}

/** How long to wait before trying again when the store refused a step nobody waits for (its disk is full, say). */
const retryMs = 1_000

export function createLane(parts: LaneParts): Lane {
  const { ledger, serial, logger, reserve } = parts
  const closing = new AbortController()
  let inside: (Occupied & { readonly settled: Promise<void> }) | null = null
  let keptFree = false
  let idleWaiters: (() => void)[] = []

  const wakeIdleWaiters = () => {
    for (const wake of idleWaiters.splice(0)) wake()
  }

  /** Why the next job could not be started; told once, not at every try. */
  let lastReason: string | null = null

  function advance(): void {
    serial(takeNext).then(
      () => {
        lastReason = null
      },
      error => {
        const reason = String(error)
        if (reason !== lastReason) logger.error('The next job could not be started', { error })
        lastReason = reason
        setTimeout(advance, retryMs).unref()
      },
    )
  }

  async function takeNext(): Promise<void> {
    if (closing.signal.aborted || inside || keptFree) return
    const job = next(await ledger.queue(), null)
    if (!job || (await ledger.plan()).held) return wakeIdleWaiters()
    const refusal = startRefusal(job)
    if (refusal !== null) {
      logger.info('A job left the queue', { jobId: job.jobId, reason: refusal })
      await ledger.announce([await ledger.record(job, { type: 'dequeued' })])
      return advance()
    }
    reserve.keep()
    const recorded = await ledger.record(job, { type: 'started' })
    if (recorded.runId === null) throw new Error(`Job ${job.jobId} started without a run`)
    enter(job, recorded.runId)
    await ledger.announce([recorded])
  }

  function enter({ jobId, connectionId }: JobRow, runId: RunId): void {
    const feed = createProgressFeed(data => parts.push({ event: 'progress_update', data }))
    const thread = startExecution({
      prepare: () => prepareAssignment(parts, { jobId, runId, connectionId }),
      start: assignment =>
        startJobThread({
          entry: parts.workers.ingest,
          assignment,
          logger,
          onMessage: message => relay(message, feed, connectionId),
          access: refused => parts.access(connectionId, refused ?? undefined),
        }),
      failed: error => failure(error, { jobId, runId }),
    })
    inside = { jobId, connectionId, thread, settled: settle(jobId, thread, feed) }
  }

  function relay(
    message: Extract<FromJobThread, { type: 'progress' | 'changed' }>,
    feed: ProgressFeed,
    connectionId: ConnectionId,
  ): void {
    if (message.type === 'changed') {
      parts.onRowsChanged(message.tables, message.derive)
      return
    }
    ledger.noteProgress(message.progress)
    parts.onBudgets?.(connectionId, message.progress.budgets ?? [])
    feed.offer(message.progress)
  }

  function failure(error: unknown, facts: { readonly jobId: JobId; readonly runId: RunId }): ThreadEnd {
    const reportId = randomUUID()
    logger.error('A job could not be started', { ...facts, reportId, error })
    return { outcome: 'failed', fault: toFault(storeFault(error) ?? error, reportId) }
  }

  /**
   * Records a job's end. While the store refuses, the lane stays taken and it tries again; when the application closes before
   * that has worked, the next start finds the job RUNNING and calls its run interrupted.
   */
  async function settle(jobId: JobId, thread: JobThread, feed: ProgressFeed): Promise<void> {
    const end = await thread.ended
    feed.flush()
    if (end.outcome === 'failed' && end.fault.code === 'store.full') reserve.spend()
    for (let recorded = false; !recorded; ) {
      const lastTry = closing.signal.aborted
      recorded = (await tryToLeave(jobId, end)) || lastTry
      if (!recorded) await delay(retryMs, undefined, { signal: closing.signal }).catch(() => 'closing: one last try')
    }
    advance()
  }

  /** On a full disk it tries once more with the room held back for this. */
  async function tryToLeave(jobId: JobId, end: ThreadEnd): Promise<boolean> {
    try {
      await serial(() => leave(jobId, end))
      return true
    } catch (error) {
      logger.error('A job’s end could not be recorded', { jobId, error })
      const full = error instanceof WeirError && error.code === 'store.full'
      return full && reserve.spend() && tryToLeave(jobId, end)
    }
  }

  async function leave(jobId: JobId, end: ThreadEnd): Promise<void> {
    const [job] = await ledger.rows(jobId)
    const recorded = job?.status.state === 'RUNNING' ? await ledger.record(job, { type: 'ended', end }) : null
    inside = null
    if (job && recorded) {
      await ledger.announce([recorded])
      await tellEnd(job, recorded.runId)
    } else logger.warn('A job that ended was not RUNNING in the store', { jobId })
  }

  async function tellEnd({ jobId, updatedAt }: JobRow, runId: RunId | null): Promise<void> {
    const at = parts.clock.now()
    const [after] = await ledger.rows(jobId)
    const kind = after && noticeOfEnd(after.status, { tookMs: at - updatedAt, retryAt: after.retryAt })
    if (after?.status.state === 'FINISHED') await parts.notices.withdraw(jobId)
    if (kind) await parts.notices.tell([{ kind, jobId, runId, fault: after.status.fault, at }])
  }

  return {
    occupied: () => inside,
    advance,
    whenIdle() {
      const { promise, resolve } = Promise.withResolvers<void>()
      idleWaiters = [...idleWaiters, resolve]
      advance()
      return promise
    },
    async keepFreeFor(work) {
      await serial(async () => {
        if (inside) throw new WeirError('job.conflict', { hint: 'A sync is running. Pause it, or wait for its end.' })
        if (keptFree)
          throw new WeirError('job.conflict', { hint: 'Work on the database is under way. Wait for its end.' })
        keptFree = true
      })
      try {
        return await work()
      } finally {
        keptFree = false
      }
    },
    async close(graceMs) {
      closing.abort()
      await serial(async () => undefined)
      if (inside) {
        const { thread, settled } = inside
        thread.pause()
        const grace = setTimeout(thread.terminate, graceMs)
        await settled
        clearTimeout(grace)
      }
      wakeIdleWaiters()
    },
  }
}
