import type { JobProgress, JobSummary } from '../../../shared/model/job.ts'
import type { LiveJobs } from './live-jobs.ts'

const newer = (a: JobProgress | null, b: JobProgress | null): JobProgress | null => {
  if (!a || !b) return a ?? b
  return b.at > a.at ? b : a
}

/**
 * A listed job with what has been pushed since: the newer state, and the newest progress of that state's own run. What it
 * says about its connection is the list's: a changed connection is no change of the job, so no job is pushed.
 */
export function mergeJob(listed: JobSummary, live: Pick<LiveJobs, 'jobs' | 'progress'>): JobSummary {
  const pushed = live.jobs.get(listed.id)
  const { connectionName, connectionEnabled, activeSources, schedule } = listed
  const job =
    pushed && pushed.updatedAt >= listed.updatedAt
      ? { ...pushed, connectionName, connectionEnabled, activeSources, schedule }
      : listed
  const progress = live.progress.get(job.id)
  if (!progress || progress.runId !== job.lastRun?.id) return job
  if (job.state !== 'RUNNING' && job.state !== 'PAUSED') return job
  return { ...job, progress: newer(job.progress, progress) }
}

/** Every listed job, live. The list says which jobs exist. */
export function mergeJobs(
  listed: readonly JobSummary[],
  live: Pick<LiveJobs, 'jobs' | 'progress'>,
): readonly JobSummary[] {
  return listed.map(job => mergeJob(job, live))
}
