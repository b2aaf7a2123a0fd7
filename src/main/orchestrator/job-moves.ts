import type { Kysely } from 'kysely'
import type { RunId } from '../../shared/model/ids.ts'
import type { Database } from '../store/schema.ts'
import type { JobRow } from './job-rows.ts'
import type { JobEffect, JobStatus } from './job-state.ts'
import type { Retry } from './retry.ts'
import { continueRun, createRun, endRun, openRun } from './runs.ts'

export interface Move {
  readonly job: JobRow
  readonly status: JobStatus
  readonly effects: readonly JobEffect[]
  /** Its place in the queue after the move. */
  readonly place: number | null
  readonly retry: Retry
  readonly at: number
}

/** Writes a job's move, its run's and its connection's part in it. Returns the run it concerns, if any. Wants a transaction. */
export async function recordMove(
  db: Kysely<Database>,
  { job, status, effects, place, retry, at }: Move,
): Promise<RunId | null> {
  await db
    .updateTable('jobs')
    .set({
      state: status.state,
      intent: status.intent,
      queue_order: place,
      queue_trigger: status.queued,
      fault: status.fault && JSON.stringify(status.fault),
      retries: retry.retries,
      retry_at: retry.retryAt,
      updated_at: at,
    })
    .where('id', '=', job.jobId)
    .execute()
  let runId: RunId | null = null
  for (const effect of effects) runId = (await recordRun(db, job, effect, at)) ?? runId
  return runId
}

async function recordRun(db: Kysely<Database>, job: JobRow, effect: JobEffect, at: number): Promise<RunId | null> {
  const { jobId } = job
  switch (effect.type) {
    case 'pauseThread':
    case 'stopThread':
      return null
    case 'startRun':
      return createRun(db, { jobId, trigger: effect.trigger, at })
    case 'continueRun': {
      const runId = await openRun(db, jobId)
      if (runId === null) return createRun(db, { jobId, trigger: 'manual', at })
      await continueRun(db, runId)
      return runId
    }
    case 'endRun': {
      const { outcome, fault } = effect
      const runId = await openRun(db, jobId)
      if (runId !== null) await endRun(db, { runId, outcome, fault, at })
      const error =
        outcome === 'finished' ? { last_sync_error: null } : fault && { last_sync_error: JSON.stringify(fault) }
      await db
        .updateTable('connections')
        .set({ last_sync_status: outcome, last_sync_at: at, ...error })
        .where('id', '=', job.connectionId)
        .execute()
      return runId
    }
  }
}
