import type { PushOf, TableName } from '../../shared/contract/events.ts'
import { WeirError } from '../../shared/contract/weir-error.ts'
import type { JobId, RunId } from '../../shared/model/ids.ts'
import type { JobProgress, JobSummary } from '../../shared/model/job.ts'
import type { OrchestratorStatus } from '../../shared/model/orchestrator.ts'
import { chosenTimeZone } from '../../shared/model/preferences.ts'
import type { Clock, Logger, Preferences } from '../ports.ts'
import type { Store } from '../store/open.ts'
import { writePatiently } from '../store/patient-write.ts'
import { summarizeJobs } from './job-list.ts'
import { recordMove } from './job-moves.ts'
import { type JobRow, readJobs } from './job-rows.ts'
import type { JobEffect, JobEvent } from './job-state.ts'
import type { Plan } from './next-run.ts'
import { readOrchestrator } from './orchestrator-row.ts'
import { type Happening, type PlannedMove, planMoves } from './plan-moves.ts'
import { inOrder, lastPlace, type Waiting } from './queue.ts'
import { latestRuns } from './runs.ts'
import { nextCycle } from './schedule.ts'

export interface LedgerParts {
  readonly store: Pick<Store, 'db' | 'readonly'>
  readonly clock: Clock
  readonly logger: Logger
  readonly preferences: Pick<Preferences, 'get'>
  readonly push: (push: PushOf) => void
}

export interface Recorded {
  readonly jobId: JobId
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
  status(): Promise<OrchestratorStatus>
  /** What decides when jobs start by themselves. */
  plan(): Promise<Plan>
  /** Every job, or only the given one. */
  rows(jobId?: JobId): Promise<JobRow[]>
  queue(): Promise<readonly (JobRow & Waiting)[]>
  /** Moves a job on and records it. @throws WeirError `job.conflict` when its state does not allow the event. */
  record(job: JobRow, event: JobEvent, at?: number): Promise<Recorded>
  /** The same event for several jobs in one transaction; those whose state does not allow it are left as they are. */
  recordAll(jobs: readonly JobRow[], event: JobEvent): Promise<readonly Recorded[]>
  /** Pushes the jobs that moved, those whose place in the queue or next start moved with them, and the whole's status. Never rejects. */
  announce(recorded: readonly Recorded[]): Promise<void>
  noteProgress(progress: JobProgress): void
}

export function createLedger({ store, clock, logger, preferences, push }: LedgerParts): Ledger {
  const progress = new Map<JobId, JobProgress>()
  let told: ReadonlyMap<JobId, string> = new Map()
  let toldStatus = ''

  async function plan(): Promise<Plan> {
    const { held, lastCycleAt } = await readOrchestrator(store.readonly)
    const values = preferences.get()
    const { cycleMinutes, retryMinutes, retryTries } = values
    return {
      held,
      lastCycleAt: lastCycleAt ?? clock.now(),
      cycleMinutes,
      retryMinutes,
      retryTries,
      timeZone: chosenTimeZone(values),
    }
  }

  async function list(): Promise<JobSummary[]> {
    const [rows, lastRuns, current] = await Promise.all([readJobs(store.readonly), latestRuns(store.readonly), plan()])
    return summarizeJobs(rows, { lastRuns, progress, plan: current, now: clock.now() })
  }

  async function queue() {
    const jobs = await readJobs(store.readonly)
    return jobs.flatMap(job => (job.place === null ? [] : [{ ...job, place: job.place }]))
  }

  async function status(): Promise<OrchestratorStatus> {
    const [rows, current, { lastCycleAt }] = await Promise.all([
      readJobs(store.readonly),
      plan(),
      readOrchestrator(store.readonly),
    ])
    return {
      held: current.held,
      lastCycleAt,
      nextCycleAt: current.held ? null : nextCycle(current.lastCycleAt, current.cycleMinutes, clock.now()),
      running: rows.find(job => job.status.state === 'RUNNING')?.jobId ?? null,
      queue: inOrder(rows.flatMap(job => (job.place === null ? [] : [{ ...job, place: job.place }]))).map(
        ({ jobId }) => jobId,
      ),
    }
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

  /** Writes what the events make of each job, in one transaction. */
  async function write(happenings: readonly Happening[]): Promise<readonly (Recorded & PlannedMove)[]> {
    const firstPlace = lastPlace(await queue())
    const planned = planMoves(happenings, { settings: preferences.get(), firstPlace, now: clock.now() })
    const moves = planned.flatMap(({ move }) => move ?? [])
    const runIds = new Map<JobId, RunId | null>()
    if (moves.length > 0) {
      await writePatiently(store.db, async db => {
        for (const move of moves) runIds.set(move.job.jobId, await recordMove(db, move))
      })
    }
    for (const { job, effects } of moves) settleProgress(job.jobId, effects)
    return planned.map(plan => ({
      ...plan,
      jobId: plan.job.jobId,
      effects: plan.move?.effects ?? [],
      changed: plan.move !== null,
      runId: runIds.get(plan.job.jobId) ?? null,
    }))
  }

  return {
    list,
    async get(jobId) {
      const job = (await list()).find(({ id }) => id === jobId)
      if (!job) throw noSuchJob(jobId)
      return job
    },
    status,
    plan,
    rows: jobId => readJobs(store.readonly, jobId),
    queue,
    async record(job, event, at = clock.now()) {
      const [recorded] = await write([{ job, event, at }])
      if (!recorded) throw noSuchJob(job.jobId)
      if (recorded.refusal !== null) throw conflict(job, recorded.refusal)
      return recorded
    },
    recordAll: (jobs, event) => write(jobs.map(job => ({ job, event, at: clock.now() }))),
    async announce(recorded) {
      const changed = recorded.filter(move => move.changed)
      try {
        const jobs = await list()
        const moved = new Set(changed.map(({ jobId }) => jobId))
        const now = new Map(jobs.map(job => [job.id, standing(job)]))
        for (const data of jobs) {
          if (moved.has(data.id) || told.get(data.id) !== now.get(data.id)) push({ event: 'job_status', data })
        }
        told = now
        const data = await status()
        if (toldStatus !== JSON.stringify(data)) push({ event: 'orchestrator_status', data })
        toldStatus = JSON.stringify(data)
        if (changed.length === 0) return
        const tables: TableName[] = changed.some(({ runId }) => runId !== null)
          ? ['jobs', 'runs', 'connections']
          : ['jobs']
        push({ event: 'data_changed', data: { tables } })
      } catch (error) {
        logger.error('A job’s new state could not be told', { error })
      }
    },
    noteProgress(latest) {
      progress.set(latest.jobId, latest)
    },
  }
}

/** What may change in a job's summary without a move of its own. */
const standing = ({ queuePosition, nextRunAt, nextRunBy }: JobSummary) =>
  JSON.stringify([queuePosition, nextRunAt, nextRunBy])

export const noSuchJob = (jobId: JobId) =>
  new WeirError('rpc.not_found', { hint: 'There is no such job (any more).', details: { jobId } })

/** The job's state does not allow what was asked. */
export const conflict = ({ jobId, status }: JobRow, hint: string) =>
  new WeirError('job.conflict', { hint, details: { jobId, state: status.state, intent: status.intent } })
