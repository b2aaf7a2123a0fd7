import type { JobSummary } from '../../../shared/model/job.ts'

/** A run at least this long is worth a notice when it ends. */
export const longRunMs = 10_000

export interface JobEnd {
  readonly title: string
  readonly failed: boolean
  readonly activeMs: number
}

/**
 * What to tell about a pushed job: the end of a long run that was seen running. `running` holds the ids of the runs seen so far;
 * it is kept up to date here. A run the user stopped needs no telling.
 */
export function jobEndNotice(job: JobSummary, running: Set<number>): JobEnd | null {
  const run = job.lastRun
  if (!run) return null
  if (run.outcome === 'running') {
    running.add(run.id)
    return null
  }
  if (!running.delete(run.id) || run.activeMs < longRunMs) return null
  if (run.outcome === 'finished')
    return { title: `${job.connectionName}: sync finished`, failed: false, activeMs: run.activeMs }
  if (run.outcome === 'failed')
    return { title: `${job.connectionName}: sync failed`, failed: true, activeMs: run.activeMs }
  return null
}
