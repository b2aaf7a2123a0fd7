import type { JobId } from '../../shared/model/ids.ts'
import type { JobSummary } from '../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../shared/model/orchestrator.ts'
import type { Logger } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { writePatiently } from '../store/patient-write.ts'
import type { JobRow } from './job-rows.ts'
import type { JobEvent } from './job-state.ts'
import type { Lane } from './lane.ts'
import { conflict, type Ledger, noSuchJob, type Recorded } from './ledger.ts'
import { setHeld } from './orchestrator-row.ts'
import { moved } from './queue.ts'
import type { Serial } from './serial.ts'
import { startRefusal } from './start-refusal.ts'

export interface RequestParts {
  readonly db: Store['db']
  readonly ledger: Ledger
  readonly lane: Lane
  readonly serial: Serial
  readonly logger: Logger
  /** @throws WeirError once the orchestrator was stopped. */
  readonly refuseWhenStopped: () => void
}

/** What is asked of the orchestrator, one after the other. */
export function createRequests({ db, ledger, lane, serial, logger, refuseWhenStopped }: RequestParts) {
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    serial(() => {
      refuseWhenStopped()
      return work()
    })

  /** “Resume all” came while it was on its way to its pause, and the user has said nothing else since. */
  let goesOn: JobId | null = null

  async function jobRow(jobId: JobId): Promise<JobRow> {
    const [job] = await ledger.rows(jobId)
    if (!job || job.connectionRemoved) throw noSuchJob(jobId)
    return job
  }

  /** Passes on to the running thread what was recorded, tells everybody, and lets the next job in. */
  async function carryOut(recorded: readonly Recorded[]): Promise<void> {
    for (const { jobId, effects } of recorded) {
      const inside = lane.occupied()
      if (inside?.jobId !== jobId) continue
      for (const { type } of effects) {
        if (type === 'pauseThread') inside.thread.pause()
        if (type === 'stopThread') inside.thread.stop()
      }
    }
    await ledger.announce(recorded)
    lane.advance()
  }

  async function hold(held: boolean, states: JobRow['status']['state'], event: JobEvent): Promise<OrchestratorStatus> {
    await writePatiently(db, trx => setHeld(trx, held))
    const jobs = (await ledger.rows()).filter(job => job.status.state === states && startRefusal(job) === null)
    await carryOut(await ledger.recordAll(jobs, event))
    return ledger.status()
  }

  async function resumeAll(): Promise<OrchestratorStatus> {
    const status = await hold(false, 'PAUSED', { type: 'resumeRequested' })
    const inside = lane.occupied()
    const [job] = inside ? await ledger.rows(inside.jobId) : []
    if (inside && job?.status.intent === 'pausing') {
      goesOn = inside.jobId
      void inside.thread.ended.then(() => resumeIfPaused(inside.jobId))
    }
    return status
  }

  const resumeIfPaused = (jobId: JobId) =>
    inTurn(async () => {
      if (goesOn !== jobId) return
      goesOn = null
      const [job] = await ledger.rows(jobId)
      if (job?.status.state !== 'PAUSED' || startRefusal(job) !== null || (await ledger.plan()).held) return
      await carryOut([await ledger.record(job, { type: 'resumeRequested' })])
    }).catch(error => logger.warn('A job could not be resumed', { jobId, error }))

  return {
    one(jobId: JobId, event: JobEvent): Promise<JobSummary> {
      return inTurn(async () => {
        const job = await jobRow(jobId)
        if (goesOn === jobId && event.type !== 'resumeRequested') goesOn = null
        if (event.type === 'runRequested' || event.type === 'resumeRequested') {
          const refusal = startRefusal(job)
          if (refusal !== null) throw conflict(job, refusal)
          if ((await ledger.plan()).held) throw conflict(job, 'Everything is paused. Choose “Resume all” first.')
        }
        await carryOut([await ledger.record(job, event)])
        return ledger.get(jobId)
      })
    },
    moveInQueue(jobId: JobId, position: number): Promise<JobSummary> {
      return inTurn(async () => {
        const job = await jobRow(jobId)
        if (job.place === null) throw conflict(job, 'This job does not wait in the queue (any more).')
        const order = moved(await ledger.queue(), jobId, position)
        await writePatiently(db, async trx => {
          for (const [index, { jobId: id }] of order.entries())
            await trx
              .updateTable('jobs')
              .set({ queue_order: index + 1 })
              .where('id', '=', id)
              .execute()
        })
        await carryOut([{ jobId, effects: [], changed: true, runId: null }])
        return ledger.get(jobId)
      })
    },
    emptyQueue: () =>
      inTurn(async () => {
        await carryOut(await ledger.recordAll(await ledger.queue(), { type: 'dequeued' }))
        return ledger.status()
      }),
    pauseAll: () =>
      inTurn(() => {
        goesOn = null
        return hold(true, 'RUNNING', { type: 'pauseRequested' })
      }),
    resumeAll: () => inTurn(resumeAll),
    /** Queues the failed jobs among these that can start. */
    tryAgain: (isMeant: (job: JobRow) => boolean) =>
      inTurn(async () => {
        if ((await ledger.plan()).held) return
        const jobs = (await ledger.rows()).filter(
          job => job.status.state === 'FAILED' && isMeant(job) && startRefusal(job) === null,
        )
        await carryOut(await ledger.recordAll(jobs, { type: 'runRequested', trigger: 'retry' }))
      }),
    withdraw(jobId: JobId, change: () => Promise<void>): Promise<void> {
      return inTurn(async () => {
        const job = await jobRow(jobId)
        if (job.status.state === 'RUNNING') throw conflict(job, 'Pause or stop the sync of this connection first.')
        const recorded = await ledger.record(job, { type: 'dequeued' })
        await change()
        await carryOut([recorded])
      })
    },
  }
}
