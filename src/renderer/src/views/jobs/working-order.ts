import type { JobSummary } from '../../../../shared/model/job.ts'

const rank = (job: JobSummary): number => {
  if (job.state === 'RUNNING') return 0
  if (job.queuePosition !== null) return job.queuePosition
  return Number.POSITIVE_INFINITY
}

/** The running job, then the queue in its order, then the others by name, so that they do not jump about as they end. */
export function inWorkingOrder(jobs: readonly JobSummary[]): readonly JobSummary[] {
  return jobs.toSorted((a, b) => {
    const [first, second] = [rank(a), rank(b)]
    return first === second ? a.connectionName.localeCompare(b.connectionName, 'en') || a.id - b.id : first - second
  })
}
