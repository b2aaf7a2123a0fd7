import type { JobRow } from './job-rows.ts'

/** Why a job's sync cannot start, as a hint to the user; null when it can. */
export function startRefusal(
  job: Pick<JobRow, 'connectionEnabled' | 'connectionRemoved' | 'activeSources'>,
): string | null {
  if (job.connectionRemoved) return 'This connection has been removed.'
  if (!job.connectionEnabled) return 'This connection is disabled. Enable it first.'
  if (job.activeSources === 0) return 'This connection has nothing to sync. Choose what to sync in its settings first.'
  return null
}
