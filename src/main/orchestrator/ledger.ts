import type { PushOf, TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { JobId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress, JobSummary } from '../../shared/model/job.ts'
import type { Clock, Logger } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { writePatiently } from '../store/patient-write.ts'
import { listJobs } from './job-list.ts'
import { recordMove } from './job-moves.ts'
import { type JobRow, readJobs } from './job-rows.ts'
import { type JobEffect, type JobEvent, transition } from './job-state.ts'
import { lastPlace, type Waiting } from './queue.ts'

export interface LedgerParts {
  readonly store: Pick<Store, 'db' | 'readonly'>
  readonly clock: Clock
  readonly logger: Logger
  readonly push: (push: PushOf) => void
}

export interface Recorded {
  /** What is left to do; empty when the event changed nothing. */
  readonly effects: readonly JobEffect[]
  readonly changed: boolean
  /** The run that began, went on or ended. */
  readonly runId: RunId | null
}

/** The jobs as the store has them, and how far the running one has come. Moves must be handed in one after the other. */
export interface Ledger {
  list(): Promise<JobSummary[]>
  /** @throws WeirError `rpc.not_found`. */
  get(jobId: JobId): Promise<JobSummary>
  /** Every job, or only the given one. */
  rows(jobId?: JobId): Promise<JobRow[]>
  queue(): Promise<readonly (JobRow & Waiting)[]>
  /** Moves a job on and records it. @throws WeirError `job.conflict` when its state does not allow the event. */
  record(job: JobRow, event: JobEvent, at?: number): Promise<Recorded>
  /** Pushes the job that moved, and those whose place in the queue moved with it. Never rejects. */
  announce(jobId: JobId, recorded: Recorded): Promise<void>
  noteProgress(progress: JobProgress): void
}

export function createLedger({ store, clock, logger, push }: LedgerParts): Ledger {
  const progress = new Map<JobId, JobProgress>()
  let places: ReadonlyMap<JobId, number | null> = new Map()

  const list = () => listJobs(store.readonly, progress)

  async function queue() {
    const jobs = await readJobs(store.readonly)
    return jobs.flatMap(job => (job.place === null ? [] : [{ ...job, place: job.place }]))
  }

  /** A paused job shows how far it has come, without a rate; an ended one shows nothing. */
  function settleProgress(jobId: JobId, effects: readonly JobEffect[]): void {
    const last = progress.get(jobId)
    for (const effect of effects) {
      if (effect.type !== 'endRun' || !last) continue
      if (effect.outcome !== 'paused') progress.delete(jobId)
      else progress.set(jobId, { ...last, ratePerSecond: null, remainingMs: null, waitingUntil: null })
    }
  }

  return {
    list,
    async get(jobId) {
      const job = (await list()).find(({ id }) => id === jobId)
      if (!job) throw noSuchJob(jobId)
      return job
    },
    rows: jobId => readJobs(store.readonly, jobId),
    queue,
    async record(job, event, at = clock.now()) {
      const result = transition(job.status, event)
      if (result.type === 'refused') throw conflict(job, result.hint)
      const { job: status, effects } = result
      if (status === job.status) return { effects, changed: false, runId: null }
      const place = status.queued === null ? null : (job.place ?? lastPlace(await queue()))
      const runId = await writePatiently(store.db, db => recordMove(db, { job, status, effects, place, at }))
      settleProgress(job.jobId, effects)
      return { effects, changed: true, runId }
    },
    async announce(jobId, { runId, changed }) {
      if (!changed) return
      try {
        const jobs = await list()
        const moved = jobs.filter(job => job.id === jobId || (places.get(job.id) ?? null) !== job.queuePosition)
        places = new Map(jobs.map(job => [job.id, job.queuePosition]))
        for (const data of moved) push({ event: 'job_status', data })
        const tables: TableName[] = runId === null ? ['jobs'] : ['jobs', 'runs', 'connections']
        push({ event: 'data_changed', data: { tables } })
      } catch (error) {
        logger.error('A job’s new state could not be told', { jobId, error })
      }
    },
    noteProgress(latest) {
      progress.set(latest.jobId, latest)
    },
  }
}

export const noSuchJob = (jobId: JobId) =>
  new WeirError('rpc.not_found', { hint: 'There is no such job (any more).', details: { jobId } })

/** The job's state does not allow what was asked. */
export const conflict = ({ jobId, status }: JobRow, hint: string) =>
  new WeirError('job.conflict', { hint, details: { jobId, state: status.state, intent: status.intent } })
