import type { JobId } from '../../shared/model/ids.ts'
import { type JobProgress, JobSummary, type RunSummary } from '../../shared/model/job.ts'
import type { JobRow } from './job-rows.ts'
import { nextRun, type Plan } from './next-run.ts'
import { positions } from './queue.ts'
import { waitsForUser } from './retry.ts'

export interface JobFacts {
  readonly lastRuns: ReadonlyMap<JobId, RunSummary>
  readonly progress: ReadonlyMap<JobId, JobProgress>
  readonly plan: Plan
  readonly now: number
}

/** Every job whose connection is not removed, as the user sees it, in the order of the rows. */
export function summarizeJobs(rows: readonly JobRow[], { lastRuns, progress, plan, now }: JobFacts): JobSummary[] {
  const visible = rows.filter(job => !job.connectionRemoved)
  const queue = positions(visible.flatMap(({ jobId, place }) => (place === null ? [] : [{ jobId, place }])))
  return visible.map(job => {
    const next = nextRun(job, plan, now)
    return JobSummary.parse({
      id: job.jobId,
      connectionId: job.connectionId,
      connectionName: job.connectionName,
      connectorId: job.connectorId,
      connectionEnabled: job.connectionEnabled,
      state: job.status.state,
      intent: job.status.intent,
      queuePosition: queue.get(job.jobId) ?? null,
      activeSources: job.activeSources,
      schedule: job.schedule,
      nextRunAt: next?.at ?? null,
      nextRunBy: next?.by ?? null,
      retries: job.retries,
      waitsForUser: waitsForUser(job.status),
      fault: job.status.fault,
      lastRun: lastRuns.get(job.jobId) ?? null,
      progress: progress.get(job.jobId) ?? null,
      updatedAt: job.updatedAt,
    })
  })
}
